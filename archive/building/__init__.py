"""The building itself: who has a part in it and in what becomes of it, and who pays."""
