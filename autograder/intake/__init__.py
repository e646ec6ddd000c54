"""From a handed-in file to a notebook that can be graded."""
