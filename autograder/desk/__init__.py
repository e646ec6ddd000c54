"""What instructors do with results."""
