"""The French messages: which the code uses, which the catalogue lacks.

    build/messages.py [FILE.json …]   adds what is missing, with the French of the given files
    build/messages.py --compile         writes the .mo
    build/messages.py --check         fails when an entry is missing, empty, fuzzy or no longer used

FILE.json: {"English": "français"} or {"English plural": ["singulier", "pluriel"]}.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "archive" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
SINGULAR = {"_", "gettext", "gettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
TRANSLATE = re.compile(r"""\{%\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
ARGUMENT = re.compile(r"""_\((?:"([^"]*)"|'([^']*)')\)""")
BLOCK = re.compile(
    r"\{%\s*(?:blocktranslate|blocktrans)\b([^%]*)%\}(.*?)\{%\s*end(?:blocktranslate|blocktrans)\s*%\}", re.S
)
PLURAL_TAG = re.compile(r"\{%\s*plural\s*%\}")
VARIABLE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")

Message = tuple[str, str]  # (msgid, plural or "")


def _of_python(path: Path) -> set[Message]:
    found: set[Message] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if node.func.id in SINGULAR and texts:
            found.add((texts[0], ""))
        elif node.func.id in PLURAL and len(texts) == 2:
            found.add((texts[0], texts[1]))
    return found


def _block(options: str, body: str) -> Message:
    parts = [VARIABLE.sub(r"%(\1)s", part.replace("%", "%%")) for part in PLURAL_TAG.split(body)]
    if "trimmed" in options:
        parts = [" ".join(part.split()) for part in parts]
    return parts[0], parts[1] if len(parts) > 1 else ""


def _of_template(path: Path) -> set[Message]:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"))
    found = {((a or b).replace("%", "%%"), "") for a, b in TRANSLATE.findall(text)}
    found |= {(a or b, "") for a, b in ARGUMENT.findall(text)}
    return found | {_block(options, body) for options, body in BLOCK.findall(text)}


def used() -> set[Message]:
    found: set[Message] = set()
    for folder in ("archive", "home", "search"):
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= _of_python(path)
    for path in (ROOT / "templates").rglob("*.html"):
        found |= _of_template(path)
    return {message for message in found if message[0]}


def printed(french: str) -> str:
    """No-break spaces inside « » and before ; : ! ? that stand apart, as a French printer sets them."""
    return re.sub(r"(?<=\S) (?=[;:!?](?:\s|$|[)»”]))|(?<=«) | (?=»)", "\u00a0", french)


def _set(entry: polib.POEntry) -> None:
    entry.msgstr = printed(entry.msgstr)
    entry.msgstr_plural = {n: printed(text) for n, text in entry.msgstr_plural.items()}


def complaints() -> list[str]:
    catalogue = polib.pofile(str(PO))
    entries = {(entry.msgid, entry.msgid_plural): entry for entry in catalogue if not entry.obsolete}
    wanted = used()
    found = [f"missing: {msgid!r}" for msgid, plural in sorted(wanted) if (msgid, plural) not in entries]
    for key, entry in sorted(entries.items()):
        if key not in wanted:
            found.append(f"no longer used: {entry.msgid!r}")
        elif not entry.translated() or entry.fuzzy:
            found.append(f"not translated: {entry.msgid!r}")
        elif any(text != printed(text) for text in (entry.msgstr, *entry.msgstr_plural.values())):
            found.append(f"a space may break before its sign: {entry.msgid!r}")
    return found


def update(known: dict[str, str | list[str]]) -> int:
    """Brings the catalogue to what is used; returns how many entries still lack their French."""
    catalogue = polib.pofile(str(PO))
    wanted = used()
    kept = {}
    for entry in list(catalogue):
        if (entry.msgid, entry.msgid_plural) in wanted:
            kept[entry.msgid, entry.msgid_plural] = entry
        else:
            catalogue.remove(entry)
    for msgid, plural in wanted - kept.keys():
        entry = polib.POEntry(msgid=msgid, msgid_plural=plural)
        if plural:
            entry.msgstr_plural = {0: "", 1: ""}
        catalogue.append(entry)
    for entry in catalogue:
        _set(entry)
        french = known.get(entry.msgid_plural or entry.msgid) or known.get(entry.msgid)
        if entry.translated() or not french:
            continue
        if entry.msgid_plural and isinstance(french, list):
            entry.msgstr_plural = dict(enumerate(french))
        elif isinstance(french, str):
            entry.msgstr = french
        _set(entry)
        if "%(" in entry.msgid:
            entry.flags = ["python-format"]
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgid_plural))
    catalogue.save(str(PO))
    return sum(not entry.translated() for entry in catalogue)


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = complaints()
        print("\n".join(found) or "French messages complete.")
        return 1 if found else 0
    if arguments == ["--compile"]:
        polib.pofile(str(PO)).save_as_mofile(str(PO.with_suffix(".mo")))
        return 0
    known: dict[str, str | list[str]] = {}
    for name in arguments:
        known |= json.loads(Path(name).read_text(encoding="utf-8"))
    print(f"{update(known)} messages without French.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
