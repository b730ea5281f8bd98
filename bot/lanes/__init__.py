"""What each route of a mail leads to: hops 6 to 8, on books that commit together."""
