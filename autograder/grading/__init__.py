"""From answers to results and cards."""
