"""The data that all other packages share: lessons, answers and results, and their form as JSON."""
