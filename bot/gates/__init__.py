"""Questions about a mail, one a file: may a machine or a loop be talking to us?"""
