"""What happened and what is due: cases, events, evidence, letters waiting."""
