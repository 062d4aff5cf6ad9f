"""News for whoever stands above."""

from django.dispatch import Signal

# Sent by `serve` before the worker starts and every minute after: take up what a dead worker left.
housekeeping_due = Signal()

# Sent by `prepare` once the database is in the state of the code: bring what ships with it up to date too.
# say: takes a line for whoever looks on.
prepared = Signal()

# Sent by `prepare` after that, when every app has brought what ships with it: count the things of others now.
all_prepared = Signal()
