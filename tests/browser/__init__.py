"""The app as a visitor has it: a real server, a real Chromium."""
