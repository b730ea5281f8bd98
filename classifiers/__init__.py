"""Words and pictures in, opinions out; no mail, no network, no database."""
