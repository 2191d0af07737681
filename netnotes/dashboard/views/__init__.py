"""What each page shows, one page or one kind of page a file."""
