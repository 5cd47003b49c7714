"""Dateline's core: reports in; places, statements and casualty mentions out, each with its evidence."""

__version__ = "0.1.0"
