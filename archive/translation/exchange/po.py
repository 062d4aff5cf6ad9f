"""PO (GNU gettext): msgctxt names the text, msgid is the French, msgstr the English; what is out of date is
fuzzy, with the earlier French before it. https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re
import tempfile

import polib
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ..faces import FACE_LANGUAGE
from ..sources import Before
from .base import MOST, Line, Unreadable, is_ours, one_of_ours, parted, text_of

MEDIA_TYPE = "text/x-gettext-translation; charset=utf-8"
SEAL = "X-Archive-Export"
_LINE = re.compile(r"\(line (\d+)\)|line (\d+)")


def write(lines: list[Line], seal: str) -> bytes:
    file = polib.POFile(wrapwidth=0)
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M%z")
    file.metadata = {
        "Project-Id-Version": settings.WAGTAIL_SITE_NAME,
        "POT-Creation-Date": now,
        "PO-Revision-Date": now,
        "Last-Translator": settings.WAGTAIL_SITE_NAME,
        "Language-Team": "none",
        "Language": FACE_LANGUAGE,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
        "X-Source-Language": settings.ARCHIVE_SOURCE_LANGUAGE,
        SEAL: seal,
    }
    file.extend(
        polib.POEntry(
            msgctxt=line.name,
            msgid=line.source,
            msgstr=line.target,
            comment="\n".join(filter(None, (line.place, line.note))),
            flags=["fuzzy"] if line.unsure else [],
            previous_msgid=line.before.source if line.before else None,
        )
        for line in lines
    )
    return str(file).encode()


def read(content: bytes) -> list[Line]:
    text = text_of(content, "cp1252")
    if text.count("\nmsgid ") > MOST:
        raise Unreadable(_("This file holds more than %(most)s texts.") % {"most": MOST})
    try:
        file = _parsed(text)
    except (OSError, ValueError, IndexError) as error:
        found = _LINE.search(str(error))
        where = next((number for number in (found.groups() if found else ()) if number), "1")
        raise Unreadable(
            _("This is not a PO file, or a damaged one: line %(line)s cannot be read.") % {"line": where}
        ) from error
    seal, language = file.metadata.get(SEAL, ""), file.metadata.get("Language", "")
    if seal and not is_ours(seal):
        raise Unreadable(_("This file was taken out of another archive."))
    if language and not re.match(rf"{FACE_LANGUAGE}\b|{FACE_LANGUAGE}_", language):
        raise Unreadable(
            _("This file holds a translation into “%(language)s”: only English is taken in.")
            % {"language": language}
        )
    return one_of_ours([_line(entry) for entry in file])


def _parsed(text: str) -> polib.POFile:
    """Through a file: a text of one line would be taken for the name of one, and a text is cut at every
    separator that Unicode knows."""
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return polib.pofile(file.name, encoding="utf-8", check_for_duplicates=False)


def _line(entry: polib.POEntry) -> Line:
    work, key = parted(entry.msgctxt or "")
    before = Before(entry.previous_msgid, "") if entry.previous_msgid else None
    return Line(
        work=work,
        key=key,
        place=entry.comment.split("\n", 1)[0],
        source=entry.msgid,
        target=entry.msgstr,
        before=before,
        unsure=entry.fuzzy or bool(entry.obsolete),
        at=entry.linenum or 0,
    )
