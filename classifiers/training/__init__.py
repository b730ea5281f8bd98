"""How the model is trained and judged."""
