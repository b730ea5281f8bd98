"""Teaches the encoder's upper layers what a report is; needs PyTorch, which only this needs and nothing installs."""
