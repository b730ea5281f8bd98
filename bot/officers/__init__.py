"""What officers may do by mail: the grammar, the proof of identity, the carrying out."""
