"""News of the authorities."""

from django.dispatch import Signal

agent_changed = Signal()  # agent: whose names, words or naming have changed
element_changed = Signal()  # element: whose words, or place (moved), have changed
