"""Fields of the embedded index, and passages as its documents."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy

from search.analysis import VERSION as ANALYSIS
from search.analysis import cited_marks, squash, terms, without_zeros
from search.engines.base import FACETS, IndexDamaged
from search.passage import Passage

# Rises with the fields below, with what is made a passage, or with the analysis; part of the folder's name.
VERSION = f"8.{ANALYSIS}"

FACET_FIELDS = {name: f"facet_{name}" for name in FACETS}
NAMES = ("mark", *FACET_FIELDS.values())  # filters and facets: exact, and counted
MARKS = ("own_mark", "cited")  # squashed: of the record, and written in the words
LEADING = "leading"  # one passage of each record, by which records are counted
STORED = ("key", "kind", "language", "digest")
WORDS = {"light": "position", "word": "freq", "c6": "freq", "title": "freq"}

# Between title, text and other forms: a term that nobody can type keeps phrases from running across.
GAP = " ¶ "


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Give `IndexDamaged` for what tantivy raises, also for its panics, which are no `Exception`."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise IndexDamaged(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise IndexDamaged(str(error)) from error
        raise


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in NAMES:
        builder.add_text_field(
            name, stored=name == "mark", fast=True, tokenizer_name="raw", index_option="basic"
        )
    for name in (*MARKS, LEADING):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in STORED:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name, option in WORDS.items():
        builder.add_text_field(name, tokenizer_name="terms", index_option=option)
    builder.add_unsigned_field("page", stored=True)
    return builder.build()


SCHEMA = _schema()


def create(folder: Path) -> tantivy.Index:
    folder.mkdir(parents=True)
    with guarded():
        return _with_tokenizer(tantivy.Index(SCHEMA, path=str(folder)))


def open_index(folder: Path) -> tantivy.Index:
    with guarded():
        return _with_tokenizer(tantivy.Index.open(str(folder)))


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", analyser)
    return index


def encodable(text: str) -> str:
    """The text with lone surrogates replaced: tantivy takes UTF-8 only."""
    return text.encode("utf-8", "replace").decode("utf-8")


def documents(mark: str, passages: Iterable[Passage]) -> Iterator[tantivy.Document]:
    """Documents of one record, all of which have its facets; the first one leads. Its own mark finds the
    notices, or the first passage when it has none."""
    by_key = {passage.key: passage for passage in passages}
    for passage in by_key.values():
        if passage.mark != mark:
            raise ValueError(f"{passage.key} is a passage of {passage.mark}, not of {mark}")
    if len({passage.facets for passage in by_key.values()}) > 1:
        raise ValueError(f"The passages of {mark} have different facets")
    notices = [passage.key for passage in by_key.values() if passage.kind == "notice"]
    named = set(notices or list(by_key)[:1])
    for place, passage in enumerate(by_key.values()):
        document = _document(passage, named=passage.key in named)
        if not place:
            document.add_text(LEADING, LEADING)
        yield document


def _document(passage: Passage, named: bool) -> tantivy.Document:
    document = tantivy.Document()
    for name in ("key", "mark", "kind", "language", "digest"):
        document.add_text(name, encodable(getattr(passage, name)))
    for name, value in passage.facets:
        document.add_text(FACET_FIELDS[name], encodable(value))
    document.add_unsigned("page", max(passage.page, 0))
    if named:
        squashed = squash(passage.mark)
        for form in {squashed, without_zeros(squashed)} - {""}:
            document.add_text("own_mark", form)
    for form in {without_zeros(token.word) for token in cited_marks(f"{passage.title}\n{passage.text}")}:
        document.add_text("cited", form)
    parts = [terms(words, passage.language) for words in (passage.title, passage.text, passage.also) if words]
    for name in ("light", "word", "c6"):
        document.add_text(name, GAP.join(getattr(part, name) for part in parts))
    if passage.title:
        document.add_text("title", parts[0].light)
    return document
