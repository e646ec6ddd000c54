"""What authors do with lessons: start, build, verify and bundle them, and show the course at work."""
