"""Who is the same person: within a file, within the vault, and between the two."""
