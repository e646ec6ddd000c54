"""Lesson 08: label maps."""
