"""The folder of notes on the disk: found, listed, watched, read, cached and opened for writing.

No other package both touches the disk and knows what a note is.
"""
