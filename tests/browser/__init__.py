"""The course in a real browser: JupyterLab and formgrader in headless Chromium."""
