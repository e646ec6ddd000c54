"""Grades submissions, here or on a cluster: read, run, compare, keep the record, enter the points."""
