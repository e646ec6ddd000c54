"""Submissions that attack, and the class that they are handed in with."""
