"""What officers' verbs do beyond changing a case: one file for each idea."""
