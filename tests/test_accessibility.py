"""The account of accessibility is whole, its evidence exists, and the public statement says the same."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

from django.conf import settings

ROOT = settings.BASE_DIR
FOLDER = "tests/browser/accessible/"
# RGAA 4.1: how many criteria each theme has.
CRITERIA = dict(enumerate((9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12), start=1))
ROW = re.compile(r"^\| (\d+)\.(\d+) \| (.+?) \| (met|open|not applicable) \| (.+) \|$", re.M)


def account() -> str:
    return (ROOT / "docs" / "accessibility.md").read_text()


def figures() -> Counter[str]:
    return Counter(row[3] for row in ROW.findall(account()))


def test_each_of_the_106_criteria_has_its_answer_once():
    rows = [(int(theme), int(number)) for theme, number, *_rest in ROW.findall(account())]
    assert rows == [(theme, number) for theme, most in CRITERIA.items() for number in range(1, most + 1)]
    assert len(rows) == 106


def test_what_is_met_names_its_evidence_and_the_evidence_exists():
    for theme, number, _criterion, answer, evidence in ROW.findall(account()):
        names = [name for name in re.findall(r"`([^`]+)`", evidence) if "/" in name or "::" in name]
        assert names or answer != "met", f"{theme}.{number}"
        for name in names:
            path, _, test = name.partition("::")
            found = ROOT / (path if "/" in path else FOLDER + path)
            assert found.is_file(), name
            assert not test or f"\ndef {test}(" in found.read_text(), name


def test_the_public_statement_agrees_with_the_account():
    count = figures()
    applicable = count["met"] + count["open"]
    share = count["met"] * 100 // applicable
    summary = f"**{count['met']} met, {count['open']} open, {count['not applicable']} not applicable: {count['met']} of {applicable} that apply, {share} %.**"
    assert summary in account()
    texts = tomllib.loads((ROOT / "archive" / "demo" / "content" / "texts.toml").read_text())["page"]
    statement = next(text for text in texts if text["slug"] == "accessibilite")
    for language, said in (
        ("fr", f"{count['met']} des {applicable} critères applicables sont satisfaits, soit {share} %"),
        ("en", f"{count['met']} of the {applicable} criteria that apply are met, that is {share}%"),
    ):
        body = statement[language]["body"].replace("\N{NO-BREAK SPACE}", " ")
        assert said in body
        for theme, number, _criterion, answer, _evidence in ROW.findall(account()):
            assert (f"({theme}.{number})" in body) == (answer == "open"), (language, theme, number)
