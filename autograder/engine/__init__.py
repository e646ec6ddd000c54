"""Where submitted code runs, and where the answer keys are computed: two kinds of process."""
