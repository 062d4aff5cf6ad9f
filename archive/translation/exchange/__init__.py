"""Words that go to be translated outside and come back: files of lines, each a text with its place.

A format only reads and writes lines; gathering.py makes them from the works, taking.py takes them back.
"""

from . import csv_file, po, xlsx_file
from .base import LARGEST, Format, Line, Unreadable

FORMATS: dict[str, Format] = {"po": po, "csv": csv_file, "xlsx": xlsx_file}

__all__ = ["FORMATS", "LARGEST", "Format", "Line", "Unreadable"]
