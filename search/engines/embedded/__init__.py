"""The engine that lives inside the process: tantivy, an index in a local folder."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
