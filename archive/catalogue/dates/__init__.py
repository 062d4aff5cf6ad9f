"""Dates as people write them, in French and English, and the EDTF (ISO 8601-2) they mean.

Everything typed is accounted for, or the date is not understood: nothing is guessed, no word is dropped.
"""

from .notation import bounds, said
from .refusals import NotUnderstood, explained
from .understanding import Reading, WrittenDate, heard, understand

__all__ = ["NotUnderstood", "Reading", "WrittenDate", "bounds", "explained", "heard", "said", "understand"]
