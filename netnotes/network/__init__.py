"""What the people in the notes amount to. Pure: today is an argument."""
