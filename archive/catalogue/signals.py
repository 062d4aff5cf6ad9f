"""News of the catalogue."""

from django.dispatch import Signal

access_changed = Signal()  # record: the French row that was closed, opened, withdrawn or restored
