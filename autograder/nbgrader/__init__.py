"""All that uses nbgrader's API; no other room does."""
