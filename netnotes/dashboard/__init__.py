"""Network in, pages out. Pure: a view holds words and numbers ready to print."""
