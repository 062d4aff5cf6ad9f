"""The peer: Wagtail as its tutorial leaves it, one page type with a StreamField."""
