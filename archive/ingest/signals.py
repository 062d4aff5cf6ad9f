"""News of the ingest for whoever stands above."""

from django.dispatch import Signal

# Sent when every page of a document has been read; sender ArchiveDocument, kwargs: document.
document_unfolded = Signal()
