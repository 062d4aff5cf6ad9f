"""Strangers' files are opened by a process that may die; what it leaves is nothing, what it says is doubted."""

import json
import os
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from archive.ingest import limits
from archive.ingest.extractors.base import Caps
from archive.ingest.leaf import MAX_WORDS, Cause, Leaf, Rendition, Unreadable, Word
from archive.ingest.limits import Limits
from archive.ingest.transcript import plain
from tests.ingest.samples import bomb_pdf, layer_pdf, lying_png, scan_pdf, sheet, typed

pytestmark = pytest.mark.slow
PDF = "application/pdf"
LINE = ("Rapport sur l'humidité des façades", "de la cage d'escalier nord")
HASTY = Limits(cpu=1, wall=10, widths=(240,))
SMALL = Limits(widths=(240,))


@pytest.fixture(autouse=True)
def groups(monkeypatch, tmp_path):
    """Process groups started; afterwards none of them has a member and no folder is left."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    started = []

    class Watched(limits._Child):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            started.append(self.process.pid)

    monkeypatch.setattr(limits, "_Child", Watched)
    yield started
    assert started
    assert not members(started)
    assert list(scratch.iterdir()) == []


def members(groups):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid, rest = stat.read_text().split(" ", 1)
            state, _, group = rest.rsplit(")", 1)[1].split()[:3]
            found += [int(pid)] if int(group) in groups and state != "Z" else []
    return found


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "images"
    made.mkdir()
    return made


def document(tmp_path, pages=1):
    return layer_pdf(
        tmp_path / "a.pdf", *[typed((f"Page {n}", *LINE)) for n in range(1, pages + 1)], title="Étude"
    )


def test_a_file_is_inspected_imaged_and_read_from_outside(tmp_path, folder):
    path = scan_pdf(tmp_path / "a.pdf", sheet(), sheet((), paper=250))
    path.chmod(0o400)
    before = path.read_bytes()
    found = limits.inspect(path, PDF)
    assert (found.pages, found.has_text) == (2, False)
    first, second = limits.images(path, PDF, [1, 2], folder, seconds=60)
    assert (first.needs_ocr, second.needs_ocr, second.source) == (True, False, "blank")
    assert {image.name for image in folder.iterdir()} == {
        r.name for leaf in (first, second) for r in leaf.renditions
    }
    (read,) = limits.text(path, PDF, [1], seconds=60)
    assert (read.number, read.source, read.renditions) == (1, "ocr", ())
    assert (read.width, read.height) == (first.width, first.height)
    assert "humidité des façades" in plain(read.words)
    assert path.read_bytes() == before


def test_the_layer_comes_with_the_images(tmp_path, folder):
    leaves = list(limits.images(document(tmp_path, 3), PDF, [3, 1], folder, seconds=60, limits=SMALL))
    assert [leaf.number for leaf in leaves] == [3, 1]
    assert [plain(leaf.words)[:6] for leaf in leaves] == ["Page 3", "Page 1"]
    assert limits.inspect(tmp_path / "a.pdf", PDF).title == "Étude"


def locked(path):
    layer_pdf(path, typed(LINE), encryption=pikepdf.Encryption(owner="o", user="u", R=6))


def cut_off(path):
    layer_pdf(path, typed(LINE))
    path.write_bytes(path.read_bytes()[:-400])


@pytest.mark.parametrize(
    ("make", "media_type", "cause"),
    [
        (lambda path: path.write_bytes(b""), PDF, Cause.EMPTY),
        (lambda path: path.write_text("<html><body>Bonjour"), PDF, Cause.NOT_WHAT_IT_CLAIMS),
        (lambda path: path.write_text("<svg/>"), "image/svg+xml", Cause.UNSUPPORTED),
        (lambda path: lying_png(path, 60_000, 60_000), "image/png", Cause.TOO_LARGE),
        (lambda path: lying_png(path, 60_000, 6_000), "image/png", Cause.DAMAGED),
        (lambda path: path.write_bytes(b"%PDF-1.7\n" + os.urandom(5_000) + b"%%EOF"), PDF, Cause.DAMAGED),
        (lambda path: layer_pdf(path, [], [], []), PDF, Cause.TOO_MANY_PAGES),
        (locked, PDF, Cause.PASSWORD),
        (cut_off, PDF, Cause.DAMAGED),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, folder, make, media_type, cause):
    path = tmp_path / "a.pdf"
    make(path)
    narrow = Limits(caps=Caps(pages=2))
    with pytest.raises(Unreadable) as trouble:
        limits.inspect(path, media_type, limits=narrow)
    assert trouble.value.cause is cause
    try:
        found = next(limits.images(path, media_type, [1], folder, seconds=60, limits=narrow))
    except Unreadable as trouble:
        found = trouble
    assert found.cause is cause
    assert list(folder.iterdir()) == []


def test_a_page_that_kills_its_reader_fails_alone(tmp_path, folder, groups):
    path = bomb_pdf(tmp_path / "a.pdf", before=1, after=2)
    found = limits.inspect(path, PDF, limits=HASTY)
    assert (found.pages, found.width, found.height) == (4, 1653, 2339)
    leaves = list(limits.images(path, PDF, [1, 2, 3, 4], folder, seconds=60, limits=HASTY))
    assert [leaf.number for leaf in leaves] == [1, 2, 3, 4]
    assert [leaf.source for leaf in leaves] == ["blank", "none", "blank", "blank"]
    assert leaves[1].cause in (Cause.OUT_OF_MEMORY, Cause.OUT_OF_TIME)
    assert (leaves[1].words, leaves[1].renditions, leaves[1].needs_ocr) == ((), (), False)
    assert not list(folder.glob("000002-*"))
    assert len(groups) >= 3


def test_a_page_too_large_for_the_memory_is_drawn_at_half_the_resolution(tmp_path, folder):
    path = scan_pdf(tmp_path / "a.pdf", sheet(size=(3_400, 4_700)), dpi=400)
    (half,) = limits.images(path, PDF, [1], folder, seconds=60, limits=Limits(memory=260_000_000))
    assert (half.cause, half.width) == (None, pytest.approx(1_700, abs=1))


def test_no_page_is_begun_after_the_time_but_one_always_is(tmp_path, folder):
    path = document(tmp_path, 4)
    assert [leaf.number for leaf in limits.images(path, PDF, [2, 3, 4], folder, seconds=0, limits=SMALL)] == [
        2
    ]
    assert list(limits.images(path, PDF, [], folder, seconds=5)) == []
    assert len(list(limits.images(path, PDF, [1, 2, 3, 4], folder, seconds=60, limits=SMALL))) == 4


def test_closing_the_reading_ends_the_reader(tmp_path, folder, groups):
    leaves = limits.images(document(tmp_path, 20), PDF, range(1, 21), folder, seconds=60, limits=SMALL)
    assert next(leaves).number == 1
    assert members(groups)
    leaves.close()
    assert not members(groups)


def test_pages_are_read_abreast_each_once(tmp_path, groups):
    path = scan_pdf(tmp_path / "a.pdf", *[sheet((f"Page {n}", *LINE)) for n in (1, 2, 3)])
    read = list(limits.text(path, PDF, [1, 2, 3], seconds=60, abreast=2))
    assert sorted((leaf.number, plain(leaf.words)[:6]) for leaf in read) == [
        (1, "Page 1"),
        (2, "Page 2"),
        (3, "Page 3"),
    ]
    assert len(groups) == 2


def test_what_is_urgent_ends_all_readers_at_once(tmp_path, impostor, groups):
    impostor("print('opened'); sys.stdout.flush(); time.sleep(60)")
    began = time.monotonic()
    assert (
        list(limits.text(document(tmp_path, 2), PDF, [1, 2], seconds=60, abreast=2, urgent=lambda: True))
        == []
    )
    assert time.monotonic() - began < 10
    assert not members(groups)


def test_a_page_beyond_the_last_is_a_failed_page(tmp_path, folder):
    (leaf,) = limits.images(document(tmp_path), PDF, [2], folder, seconds=5)
    assert (leaf.number, leaf.cause) == (2, Cause.DAMAGED)


def test_without_the_language_reading_says_so(tmp_path):
    with pytest.raises(Unreadable) as trouble:
        next(limits.text(document(tmp_path), PDF, [1], seconds=5, languages="tlh"))
    assert trouble.value.cause is Cause.OCR_MISSING


@pytest.fixture
def impostor(tmp_path, monkeypatch):
    """Puts a program of the test's own in the place of the limited process."""
    package = tmp_path / "impostor" / "archive" / "ingest"
    package.mkdir(parents=True)
    environment = limits._environment

    def play(code, imports="import os, signal, sys, time"):
        (package / "child.py").write_text(f"{imports}\n{code}\n")
        monkeypatch.setattr(
            limits,
            "_environment",
            lambda scratch: environment(scratch) | {"PYTHONPATH": str(tmp_path / "impostor")},
        )

    return play


def leaf(number=1, words=(), renditions=()):
    return Leaf(number, 10, 10, "layer", words, None, renditions, False).to_json()


@pytest.mark.parametrize(
    "code",
    [
        "print('opened'); print('leaf {}'); print('done')",
        "print('opened'); print('leaf [' * 90000); print('done')",
        f"print('opened'); print('leaf ' + {leaf(7)!r}); print('done')",
        f"print('opened'); print('leaf ' + {leaf()!r}); print('done')",
        f"print('opened'); print('leaf ' + {leaf(renditions=[Rendition(240, 9, '000001-240.webp')])!r}); print('done')",
        "print('opened'); sys.stdout.write('leaf ' + 'x' * 9_000_000)",
        "print('opened'); print('hello')",
        "print('unreadable because')",
        "print('opened'); os.kill(os.getpid(), signal.SIGSEGV)",
        "sys.exit(3)",
    ],
    ids=lambda code: code[:60],
)
def test_a_reader_that_lies_is_not_believed(tmp_path, folder, impostor, code):
    path = document(tmp_path)
    impostor(code)
    try:
        (found,) = limits.images(path, PDF, [1], folder, seconds=5)
    except Unreadable as trouble:
        found = trouble
    assert found.cause is Cause.CRASHED


def test_more_words_than_a_page_can_hold_are_refused(tmp_path, folder, impostor):
    word = Word("a", 0, 0, 0, 0, None, 0, 0)
    (tmp_path / "said").write_text("opened\nleaf " + leaf(words=(word,) * (MAX_WORDS + 1)) + "\ndone\n")
    impostor(f"print(open({str(tmp_path / 'said')!r}).read())")
    (found,) = limits.images(document(tmp_path), PDF, [1], folder, seconds=5)
    assert found.cause is Cause.CRASHED


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("time.sleep(60)", Cause.OUT_OF_TIME),
        ("print('opened', flush=True); os.fork(); time.sleep(60)", Cause.OUT_OF_TIME),
        ("print('opened', flush=True); os.abort()", Cause.OUT_OF_MEMORY),
        ("print('opened', flush=True); raise MemoryError", Cause.OUT_OF_MEMORY),
        ("print('opened', flush=True); os.kill(os.getpid(), signal.SIGXCPU)", Cause.OUT_OF_TIME),
    ],
)
def test_the_way_a_reader_ends_gives_the_cause(tmp_path, impostor, code, cause):
    path = document(tmp_path)
    impostor(code)
    with pytest.raises(Unreadable) as trouble:
        limits.inspect(path, PDF, limits=replace(HASTY, wall=0.3))
    assert trouble.value.cause is cause


def test_a_reader_that_leaves_a_process_behind_does_not_outlive_its_answer(tmp_path, impostor, groups):
    impostor("print('unreadable damaged'); sys.stdout.flush()\nif os.fork() == 0: time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(Unreadable):
        limits.inspect(document(tmp_path), PDF)
    assert time.monotonic() - began < 10
    assert not members(groups)


def test_the_reader_is_limited_and_knows_no_secret(tmp_path, impostor, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    source = Path(limits.__file__).with_name("child.py").read_text()
    report = tmp_path / "report"
    impostor(
        imports="",
        code=source.replace('if __name__ == "__main__":\n    main()', "")
        + f"""
request = json.loads(sys.stdin.readline())
limit(request)
open({str(report)!r}, "w").write(json.dumps({{
    "environment": sorted(os.environ), "memory": resource.getrlimit(resource.RLIMIT_AS),
    "core": resource.getrlimit(resource.RLIMIT_CORE), "files": resource.getrlimit(resource.RLIMIT_NOFILE),
    "status": open("/proc/self/status").read(), "descriptors": len(os.listdir("/proc/self/fd")),
}}))
""",
    )
    with pytest.raises(Unreadable):
        limits.inspect(document(tmp_path), PDF)
    found = json.loads(report.read_text())
    assert "SECRET_KEY" not in found["environment"]
    assert set(found["environment"]) <= {
        "PATH",
        "TESSDATA_PREFIX",
        "LANG",
        "TMPDIR",
        "PYTHONPATH",
        "PYTHONDONTWRITEBYTECODE",
        "OMP_THREAD_LIMIT",
        "OPENBLAS_NUM_THREADS",
        "VIPS_CONCURRENCY",
        "MALLOC_ARENA_MAX",
        "LC_CTYPE",
    }
    assert found["memory"] == [Limits().memory] * 2
    assert found["core"] == [0, 0]
    assert found["files"] == [64, 64]
    assert "NoNewPrivs:\t1" in found["status"]
    assert found["descriptors"] <= 6


def test_the_reader_dies_with_its_parent(tmp_path, groups):
    """A worker killed with SIGKILL leaves nobody reading."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        child = limits._Child(str(tmp_path), 2)
        job = limits._Job("images", bomb_pdf(tmp_path / "a.pdf", depth=9), PDF, Limits(), folder=tmp_path)
        child.ask(job.request([1], str(tmp_path), 60, 1))
        (tmp_path / "pid.new").write_text(str(child.process.pid))
        os.rename(tmp_path / "pid.new", tmp_path / "pid")
        next(child.lines(10))
        (tmp_path / "opened").touch()
        signal.pause()
    try:
        deadline = time.monotonic() + 10
        while not (tmp_path / "opened").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        reader = int((tmp_path / "pid").read_text())
        assert (tmp_path / "opened").exists()
        groups.append(reader)
        assert members([reader])
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    deadline = time.monotonic() + 2
    while members([reader]) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not members([reader])
