"""Compares answers with an answer key, gives the points, and writes the cards that show the result."""
