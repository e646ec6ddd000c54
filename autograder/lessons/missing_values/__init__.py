"""Lesson 03: missing values."""
