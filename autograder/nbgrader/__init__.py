"""The doors into nbgrader. Nothing outside this package uses nbgrader's API."""
