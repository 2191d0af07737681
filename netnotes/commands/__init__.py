"""One verb a file: takes the parsed arguments, returns the exit code."""
