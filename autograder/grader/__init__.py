"""The order of things: read, run, compare, keep, enter; here or on a cluster."""
