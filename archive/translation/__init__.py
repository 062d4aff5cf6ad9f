"""The desk of the translators: every record has a face in English, a draft until a reviewer publishes it."""
