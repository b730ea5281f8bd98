"""What letters to affected people say for each kind of data, in versions with a first day."""
