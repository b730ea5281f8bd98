"""The house: doors, gates, and the way of one mail."""
