"""News of the vocabularies."""

from django.dispatch import Signal

concept_changed = Signal()  # concept: whose names or place have changed
concepts_taken = Signal()  # nothing: many at once, with no news of each that is new
