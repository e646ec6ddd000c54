"""Where submitted code runs: a confined kernel that is given inputs and nothing else of the course."""
