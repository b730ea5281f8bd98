"""A world in one process: mail servers, people who mail, and what Meldpost does with it."""
