"""What everything else speaks of: lessons, answers, results, and their form as JSON."""
