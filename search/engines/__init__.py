"""The search engines there are, by name. The archive uses one of them, named in its settings."""

ENGINES = {
    "embedded": "search.engines.embedded.EmbeddedEngine",
}
