"""Lesson 04: dtypes."""
