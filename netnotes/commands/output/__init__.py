"""What commands print: each kind of result as text, JSON or Markdown; questions at the terminal."""
