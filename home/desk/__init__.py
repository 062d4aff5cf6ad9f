"""The archivist's desk: every record in one list, and what waits for whom when Wagtail opens."""
