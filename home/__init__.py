"""What the site shows of itself: the home page in both languages."""
