"""News for whoever stands above."""

from django.dispatch import Signal

# Sent by `serve` before the worker starts and every minute after: take up what a dead worker left.
housekeeping_due = Signal()
