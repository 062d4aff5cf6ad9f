"""News of the vocabularies."""

from django.dispatch import Signal

concept_changed = Signal()  # concept: whose names or place have changed
