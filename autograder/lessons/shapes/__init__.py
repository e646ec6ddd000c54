"""Lesson 05: shapes."""
