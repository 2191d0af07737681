"""The verbs of the command line, a file for each: `run` takes arguments, returns an exit code."""
