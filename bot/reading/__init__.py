"""From raw bytes to an IncomingMail: parts, text, own words, sender, authentication."""
