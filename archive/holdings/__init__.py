"""The files the archive holds, as they arrived; what was read from them, page by page; the log of both."""
