"""Keys of officers (OpenPGP, S/MIME): what they sign is proven, what they get is encrypted."""
