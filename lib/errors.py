"""The errors that Dateline raises: one root, and a child for each thing a person can put right."""


class DatelineError(Exception):
    """Root of every error that Dateline raises on purpose; its message says what to do."""


class ReportError(DatelineError, ValueError):
    """A report cannot be read or analysed: empty, binary, too long, not English, of an unknown format."""


class DataError(DatelineError):
    """A data file that belongs to Dateline is missing, damaged or has a wrong entry."""


class GeocodingError(DatelineError):
    """A geocoding service gave no usable answer."""


class SearchError(DatelineError, ValueError):
    """A search has words that the query language does not allow."""


class WorkspaceError(DatelineError):
    """A workspace file cannot be opened, read or written; what was acknowledged before is still in it."""


class CorrectionError(DatelineError, ValueError):
    """A correction cannot be made or read: a value that will not do, or a record that is not there."""
