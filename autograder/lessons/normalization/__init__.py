"""Lesson 01: normalization."""
