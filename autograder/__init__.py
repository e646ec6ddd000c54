"""Skew Lab: a course on training-serving skew, with an autograder that names the mistake."""
