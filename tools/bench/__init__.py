"""The benchmark: ``autograder grade`` beside stock nbgrader, on this machine."""
