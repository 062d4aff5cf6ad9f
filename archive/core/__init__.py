"""Ground: what every page, view and process of the site stands on. It knows nothing of the archive."""
