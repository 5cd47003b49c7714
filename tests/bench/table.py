"""Rows of the one table that make bench prints at its end."""


def row(what: str, figure: str) -> None:
    """Print a row; ``__main__`` gathers those of all measurements."""
    print(f"| {what} | {figure} |", flush=True)
