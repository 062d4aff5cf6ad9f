"""What an original carries beside what it shows (docs/decisions/0011). Read in the limited process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

MOST = 20  # rows for a file
LONGEST = 200  # characters of a row

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")


class Carried(StrEnum):
    """Kinds; the values are stored."""

    PLACE = "place"  # where it was taken
    PERSON = "person"  # who wrote, took or owns it
    DEVICE = "device"  # the serial number of a camera or lens
    REMARK = "remark"  # words that no reader of the picture sees
    ATTACHED = "attached"  # files inside the file
    SCRIPT = "script"  # a program that some readers would run


Row = tuple[Carried, str]


def tidy(found: Iterable[Row]) -> tuple[Row, ...]:
    """Each once, in letters that can be seen, as many and as long as a person reads."""
    rows = ((kind, " ".join(UNSEEN.sub(" ", said).split())[:LONGEST].strip()) for kind, said in found)
    return tuple(sorted({row for row in rows if row[1]}))[:MOST]
