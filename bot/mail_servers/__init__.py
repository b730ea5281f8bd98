"""The two doors to mail servers: how they are reached, looked into, and given letters."""
