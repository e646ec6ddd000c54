"""How well the grader answers submissions that were written without knowing its catalogue."""
