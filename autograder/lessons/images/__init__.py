"""Lesson 02: images."""
