"""For authors: build, verify, bundle, report, demo."""
