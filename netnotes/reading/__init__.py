"""Text in, people out. Pure: nothing here opens a file or looks at the clock."""
