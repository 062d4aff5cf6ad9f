"""The archive keeps everything about one building."""
