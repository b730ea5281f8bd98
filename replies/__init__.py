"""Case in, letters out; sends nothing."""
