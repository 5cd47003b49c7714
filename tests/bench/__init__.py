"""Measurements: each module prints a table of medians; nothing here is asserted."""
