"""One part of the report a file: each takes the matter and returns its section."""
