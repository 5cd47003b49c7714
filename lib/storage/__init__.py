"""A workspace kept in one SQLite file: its schema, how it is opened safely, what is read and written."""
