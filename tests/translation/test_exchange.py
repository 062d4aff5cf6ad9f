"""Words that go outside and come back: each told what became of it, and nothing changed while one is wrong."""

import csv
import io
import shutil
import subprocess
import zipfile

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from archive.catalogue.models import Restriction
from archive.translation.exchange import FORMATS, Unreadable, base
from archive.translation.exchange.gathering import lines_of
from archive.translation.exchange.taking import Refused, Verdict, look, take
from archive.translation.models import State, Work, Written
from archive.translation.reckoning import work_of
from archive.translation.sources import Standing, source_of
from tests import factories

pytestmark = pytest.mark.django_db
OUT, BACK = "/admin/translation/export/", "/admin/translation/import/"


@pytest.fixture
def record(commit):
    with commit():
        return factories.record(title="Notice de montage", scope_and_content="Consignes au chantier.")


@pytest.fixture
def page(commit):
    body = '<p>Lire <a href="https://x.org">la <b>loi</b></a> & la suite.</p>'
    with commit():
        return factories.text(title="Mentions", body=body)


@pytest.fixture
def log_in(user_with_role):
    def login(role):
        client = Client()
        client.force_login(user_with_role(role))
        return client

    return login


@pytest.fixture
def translator(user_with_role):
    return user_with_role("translator")


def exported(things, only="all", name="po"):
    works = Work.objects.filter(pk__in=[work_of(thing).pk for thing in things])
    return FORMATS[name].write(lines_of(works, only), base.new_seal())


def opened(content, tmp_path):
    (tmp_path / "out.po").write_bytes(content)
    return polib.pofile(str(tmp_path / "out.po"))


def texts(thing):
    work = Work.objects.get(pk=work_of(thing).pk)
    return {segment.source: segment for segment in source_of(work).segments(work)}


def said(thing):
    return {segment.target for segment in texts(thing).values() if segment.target}


def change(page, **words):
    page = type(page).objects.get(pk=page.pk)
    for name, text in words.items():
        setattr(page, name, text)
    page.save_revision().publish()


def translated(content, tmp_path, words):
    """As an outside editor saves it: what it writes is sure."""
    file = opened(content, tmp_path)
    for entry in file:
        if entry.msgid in words:
            entry.msgstr = words[entry.msgid]
            entry.fuzzy = False
    return str(file).encode()


def verdicts(report):
    return {one.line.source: one.verdict for one in report.judged}


def sent(content, name="mots.po"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_po_file_names_each_text_and_holds_what_an_outside_editor_needs(record, page, tmp_path):
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    change(record, title="Notice de montage des panneaux")
    file = opened(exported([record, page]), tmp_path)
    assert (file.metadata["Language"], file.metadata["X-Source-Language"]) == ("en", "fr")
    assert file.metadata["Project-Id-Version"] == "Camus Haut"
    title = file.find("Notice de montage des panneaux")
    assert title.msgctxt.startswith(f"catalogue.historicaldocumentpage:{record.pk}/title#")
    assert title.fuzzy and title.msgstr == "Setting instructions"
    assert title.previous_msgid == "Notice de montage"
    assert "255" in title.comment and "Notice de montage des panneaux — Titre" in title.comment
    rich = next(entry for entry in file if "<b>" in entry.msgid)
    assert rich.msgid == 'Lire <a id="a1">la <b>loi</b></a> &amp; la suite.' and "<a id" in rich.comment


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_gettext_itself_finds_nothing_wrong_with_a_po_file(record, page, tmp_path):
    (tmp_path / "x.po").write_bytes(exported([record, page, factories.concept("Panneau\r\n« 2 »")]))
    command = ["msgfmt", "-c", "-v", "-o", str(tmp_path / "x.mo"), str(tmp_path / "x.po")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "warning" not in done.stderr, done.stderr


def test_a_po_file_comes_back_and_each_of_its_strings_is_told_what_became_of_it(
    record, page, translator, tmp_path
):
    """Accepted, unchanged, stale, unknown, left out: and only what is accepted is written, as a draft."""
    concept, agent = factories.concept("Panneau", label_en="Panel"), factories.concept("Joint")
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    content = exported([record, page, concept, agent])
    change(record, title="Notice de pose")
    file = opened(content, tmp_path)
    file.find("Joint").msgstr = "Seal"
    file.find("Mentions").msgstr = "Legal notice"
    file.find("Mentions").flags = ["fuzzy"]
    file.find("Notice de montage").msgstr = "Instructions for setting"
    file.append(polib.POEntry(msgctxt="vocabularies.concept:999999/label", msgid="Autre", msgstr="Other"))
    file.append(polib.POEntry(msgctxt="menu", msgid="Fichier", msgstr="File"))
    lines = FORMATS["po"].read(str(file).encode())
    report = look(lines, translator)
    assert verdicts(report) == {
        "Joint": Verdict.ACCEPTED,
        "Panneau": Verdict.UNCHANGED,
        "Notice de montage": Verdict.STALE,
        "Consignes au chantier.": Verdict.UNCHANGED,
        "Mentions": Verdict.LEFT_OUT,
        "Autre": Verdict.UNKNOWN,
        "Fichier": Verdict.UNKNOWN,
    }
    (stale,) = report.of(Verdict.STALE)
    assert (stale.line.source, stale.now.source) == ("Notice de montage", "Notice de pose")
    assert not Written.objects.exists()
    take(lines, translator)
    assert texts(agent)["Joint"].standing == Standing.DRAFT and said(agent) == {"Seal"}
    agent.refresh_from_db()
    assert agent.label_en == "" and work_of(agent).state == State.DRAFT
    assert said(page) == set() and "Instructions for setting" not in said(record)


def test_what_was_out_of_date_is_taken_in_once_it_is_said_to_be_sure(record, translator, tmp_path):
    factories.publish_face(record, {"Notice de montage": "Setting instructions"})
    change(record, title="Notice de montage, bis")
    content = exported([record], only="todo")
    assert {one.msgid for one in opened(content, tmp_path)} == {"Notice de montage, bis"}
    assert verdicts(look(FORMATS["po"].read(content), translator)) == {
        "Notice de montage, bis": Verdict.LEFT_OUT
    }
    again = translated(content, tmp_path, {"Notice de montage, bis": "Setting instructions"})
    take(FORMATS["po"].read(again), translator)
    assert "Setting instructions" in said(record)
    assert factories.face(record).title == "Setting instructions"


BROKEN = {
    "a link is missing": "Read the law &amp; <b>the rest</b>.",
    "a tag stays open": 'Read <a id="a1">the <b>law</a> &amp; the rest.',
    "an address is brought in": 'Read <a href="javascript:x">the <b>law</b></a> &amp; the rest.',
    "a script is brought in": 'Read <a id="a1">the <b>law</b></a><script>x</script> &amp; the rest.',
    "a character that is none": 'Read <a id="a1">the <b>l\x01aw</b></a> &amp; the rest.',
}


@pytest.mark.parametrize("broken", BROKEN)
def test_while_one_string_is_in_error_nothing_at_all_is_taken_in(page, translator, tmp_path, broken):
    concept = factories.concept("Joint")
    content = exported([page, concept])
    rich = next(entry.msgid for entry in opened(content, tmp_path) if "<b>" in entry.msgid)
    lines = FORMATS["po"].read(translated(content, tmp_path, {"Joint": "Seal", rich: BROKEN[broken]}))
    report = look(lines, translator)
    assert verdicts(report)[rich] == Verdict.ERROR and report.of(Verdict.ERROR)[0].why
    with pytest.raises(Refused):
        take(lines, translator)
    assert said(concept) == set() and said(page) == set()


def test_words_too_long_for_their_place_and_a_title_of_two_lines_are_in_error(record, translator, tmp_path):
    content = exported([record])
    for english in ("x" * 256, "Setting\ninstructions"):
        lines = FORMATS["po"].read(translated(content, tmp_path, {"Notice de montage": english}))
        assert verdicts(look(lines, translator))["Notice de montage"] == Verdict.ERROR


def test_a_text_said_twice_is_in_error_when_the_two_differ(translator):
    line = lines_of(Work.objects.filter(pk=work_of(factories.concept("Joint")).pk))[0]
    twice = [
        base.Line(line.work, line.key, "", "Joint", english, at=at)
        for at, english in enumerate(["Seal", "Seal", "Gasket"])
    ]
    assert [one.verdict for one in look(twice, translator).judged] == [
        Verdict.ACCEPTED,
        Verdict.LEFT_OUT,
        Verdict.ERROR,
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_words_of_things_go_out_and_come_back_in_every_format(name, translator):
    concept = factories.concept("Joint « d’étanchéité »", label_en="=1+1")
    (line,) = FORMATS[name].read(exported([concept], name=name))
    assert (line.source, line.target) == ("Joint « d’étanchéité »", "=1+1")
    take([base.Line(line.work, line.key, line.place, line.source, "-40 °C seal", at=2)], translator)
    assert said(concept) == {"-40 °C seal"}


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_table_holds_no_formula_and_what_is_out_of_date_stands_beside_an_empty_cell(name):
    concept = factories.concept("Joint", label_en="=cmd|' /C calc'!A0")
    concept.label_fr = "Joints"
    concept.save()
    content = exported([concept], name=name)
    if name == "csv":
        _head, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    else:
        cells = list(load_workbook(io.BytesIO(content)).active.iter_rows())[1]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
        row = [cell.value or "" for cell in cells]
    assert row[2:5] == ["Joints", "", "Joint"] and row[5].endswith("=cmd|' /C calc'!A0")


def retouched(content, was, now, encoding, delimiter):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [[now if cell == was else cell for cell in row] for row in rows]
    )
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t")],
)
def test_a_csv_comes_back_as_spreadsheets_of_either_country_write_it(encoding, delimiter, translator):
    concept = factories.concept("Étanchéité", label_en="Tightness")
    content = retouched(exported([concept], name="csv"), "Tightness", "Sealing", encoding, delimiter)
    assert verdicts(look(FORMATS["csv"].read(content), translator)) == {"Étanchéité": Verdict.ACCEPTED}


def test_french_that_is_changed_in_a_table_changes_nothing_and_is_shown_with_ours(translator):
    concept = factories.concept("Joint", label_en="Seal")
    content = retouched(exported([concept], name="csv"), "Joint", "Joints", "utf-8", ",")
    (one,) = look(FORMATS["csv"].read(content), translator).judged
    assert (one.verdict, one.line.source, one.now.source) == (Verdict.STALE, "Joints", "Joint")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "iso-8859-1", "utf-16"])
def test_a_po_file_is_read_in_the_letters_it_says(encoding, tmp_path):
    text = exported([factories.concept("Étanchéité")]).decode()
    text = text.replace("charset=UTF-8", f"charset={encoding}").replace("—", "-")
    (line,) = FORMATS["po"].read(text.encode(encoding))
    assert line.source == "Étanchéité"


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    return out.getvalue()


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n'
OURS = 'msgctxt "vocabularies.concept:1/label"\nmsgid "a"\nmsgstr "b"\n'
FOREIGN = {
    "empty.po": b"",
    "name.po": b"/etc/hostname",
    "noise.po": b"\x00\xff\n\n\x80",
    "gnome.po": f'{HEAD}\nmsgctxt "menu"\nmsgid "File"\nmsgstr "Fichier"\n'.encode(),
    "broken.po": f'{HEAD}\nmsgid "a\nmsgstr "b"\n'.encode(),
    "german.po": f"{HEAD.replace('en', 'de')}\n{OURS}".encode(),
    "other.po": f'{HEAD}"X-Archive-Export: abc:forged\\n"\n\n{OURS}'.encode(),
    "letters.po": f'{HEAD}"Content-Type: text/plain; charset=klingon\\n"\n\n'.encode()
    + "é".encode("cp1252")
    + b"\x81",
    "empty.csv": b"",
    "other.csv": b"a,b\n1,2\n",
    "foreign.csv": "Clé (à laisser telle quelle),Français,Anglais\nmenu,Fichier,File\n".encode(),
    "noise.csv": b"\x81\x8d\x00",
    "noise.xlsx": b"PK\x03\x04nothing",
    "bomb.xlsx": bomb(),
    "empty.xlsx": workbook(),
    "other.xlsx": workbook(["a", "b"], [1, 2]),
    "words.docx": b"PK",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_wrong_or_foreign_file_is_refused_with_a_word_that_says_why(name, log_in):
    if (read := FORMATS.get(name.rpartition(".")[2])) is not None:
        with pytest.raises(Unreadable) as refused:
            read.read(FOREIGN[name])
        assert len(str(refused.value)) > 20
    answer = log_in("translator").post(BACK, sent(FOREIGN[name], name))
    assert answer.status_code == 200 and answer.context["form"].errors["file"]


def test_a_file_without_headers_is_known_by_its_strings():
    (line,) = FORMATS["po"].read(OURS.encode())
    assert (line.work, line.key, line.target) == ("vocabularies.concept:1", "label", "b")


def test_a_file_is_looked_at_before_it_is_taken_in_and_its_report_is_taken_away(log_in, tmp_path):
    concept = factories.concept("Joint")
    content = translated(exported([concept]), tmp_path, {"Joint": "Seal"})
    client = log_in("translator")
    html = client.post(BACK, sent(content)).content.decode()
    assert "Accepté (1)" in html and not Written.objects.exists()
    kept = html.split('name="kept" value="')[1].split('"')[0]
    rows = list(
        csv.reader(io.StringIO(client.post(BACK, {"kept": kept, "report": "1"}).content.decode("utf-8-sig")))
    )
    assert rows[1][1] == "Accepté" and "Seal" in rows[1]
    answer = client.post(BACK, {"kept": kept, "take": "1"}, follow=True)
    assert "1 texte a été repris" in answer.content.decode() and said(concept) == {"Seal"}


def test_what_has_become_wrong_since_it_was_looked_at_is_not_taken_in(log_in, tmp_path):
    concept = factories.concept("Joint")
    content = translated(exported([concept]), tmp_path, {"Joint": "Seal"})
    client = log_in("translator")
    html = client.post(BACK, sent(content)).content.decode()
    Work.objects.filter(pk=work_of(concept).pk).update(submitted={"in_review": True}, state=State.REVIEW)
    answer = client.post(BACK, {"kept": html.split('name="kept" value="')[1].split('"')[0], "take": "1"})
    assert answer.context["refused"] == 1 and said(concept) == set()


@pytest.mark.parametrize("name", ["../../archive.sqlite3", f"{'0' * 64}.po", "x.po"])
def test_only_a_file_that_was_looked_at_is_taken(name, log_in):
    answer = log_in("translator").post(BACK, {"kept": name, "take": "1"})
    assert answer.context["form"].errors


def test_a_choice_is_taken_out_and_what_is_hidden_stays_out_of_it(record, log_in, commit, tmp_path):
    with commit():
        closed = factories.record(title="Dossier fermé", under=record.get_parent().specific)
    Restriction.objects.create(record=closed, state=Restriction.State.CLOSED, reason="privacy")
    factories.concept("Joint")
    kind = work_of(record).content_type_id
    for role, there in (("translator", False), ("reviewer", True)):
        answer = log_in(role).get(OUT, {"format": "po", "kind": kind, "state": "missing"})
        assert answer.headers["Content-Disposition"].startswith(
            'attachment; filename="camus-haut-en-missing-'
        )
        sources = {entry.msgid for entry in opened(answer.content, tmp_path)}
        assert "Notice de montage" in sources and "Joint" not in sources
        assert ("Dossier fermé" in sources) == there


def test_a_line_of_what_is_hidden_is_unknown_to_who_must_not_know_it(record, translator, tmp_path):
    content = translated(exported([record]), tmp_path, {"Notice de montage": "Setting"})
    Restriction.objects.create(record=record, state=Restriction.State.CLOSED, reason="privacy")
    (one,) = look(FORMATS["po"].read(content), translator).judged
    assert (one.verdict, one.now) == (Verdict.UNKNOWN, None)


def test_a_locked_page_is_written_to_by_nobody_else(record, translator, user_with_role, tmp_path):
    content = translated(exported([record]), tmp_path, {"Notice de montage": "Setting"})
    face = factories.face(record)
    face.locked, face.locked_by = True, user_with_role("reviewer")
    face.save()
    assert verdicts(look(FORMATS["po"].read(content), translator)) == {"Notice de montage": Verdict.ERROR}


WHO = {
    "translator": "yyy",
    "reviewer": "yyy",
    "administrator": "yyy",
    "archivist": "yy-",
    "editor": "yy-",
    "nobody": "---",
}


@pytest.mark.parametrize("role", WHO)
def test_each_role_takes_out_what_it_sees_and_only_who_writes_english_brings_it_back(role, log_in, tmp_path):
    concept = factories.concept("Joint")
    content = translated(exported([concept]), tmp_path, {"Joint": "Seal"})
    client = Client() if role == "nobody" else log_in(role)
    opens = client.get(BACK).status_code == 200
    takes_out = client.get(OUT, {"format": "po"}).headers.get("Content-Disposition", "").endswith('.po"')
    client.post(BACK, {**sent(content), "take": "1"})
    found = "".join("y" if done else "-" for done in (opens, takes_out, said(concept) == {"Seal"}))
    assert found == WHO[role]


def test_the_buttons_of_localize_lead_to_the_same_files(record, log_in, tmp_path):
    from wagtail_localize.models import Translation

    client = log_in("translator")
    pk = Translation.objects.get(source__object_id=record.translation_key).pk
    content = client.get(f"/admin/localize/translate/{pk}/pofile/download/").content
    back = translated(content, tmp_path, {"Notice de montage": "Setting"})
    answer = client.post(f"/admin/localize/translate/{pk}/pofile/upload/", sent(back))
    assert answer.context["accepted"] == 1 and said(record) == set()


def test_what_a_person_may_write_is_asked_as_often_for_one_work_as_for_many(
    record, translator, commit, django_assert_max_num_queries
):
    from archive.translation.rights import writable

    with commit():
        pages = [factories.record(title=f"Notice {n}", under=record.get_parent().specific) for n in range(6)]
    works = list(
        Work.objects.filter(pk__in=[work_of(one).pk for one in [*pages, factories.concept("Joint")]])
    )
    translator = type(translator).objects.get(pk=translator.pk)
    for work in works:
        assert work.content_type
    with django_assert_max_num_queries(12):
        assert writable(translator, works) == {work.pk for work in works}
