"""The parts of lib.corrections: values, the record of one correction, and how a record is changed."""
