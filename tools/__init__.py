"""What this project's own engineers run; no part of the package that is installed."""
