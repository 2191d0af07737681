"""The folder of notes on the disk: found, listed, watched, read, remembered, opened for writing. The only room that brings disk and meaning together."""
