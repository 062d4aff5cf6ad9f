"""The contract of every search engine."""

from dataclasses import replace
from importlib import import_module
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines import ENGINES
from search.engines.base import Answer, IndexBusy, IndexDamaged, Request
from search.passage import Passage, Withheld
from search.query import parse


def faceted(family, language, *others):
    return tuple(
        (name, value) for name, value in (("family", family), ("language", language), *others) if value
    )


def notice(mark, text, title="", language="fr", family="report", document_language="fr"):
    return Passage(
        f"{mark}/{language}",
        mark,
        "notice",
        language,
        0,
        text,
        title=title,
        facets=faceted(family, document_language),
    )


def canvas(mark, page, text, also="", language="fr", family="report", document_language="fr"):
    return Passage(
        f"{mark}/p/{page}",
        mark,
        "canvas",
        language,
        page,
        text,
        also=also,
        facets=faceted(family, document_language),
    )


ARCHIVE = {
    "CH-D-0001": [
        notice("CH-D-0001", "Rapport d’expertise sur l’enveloppe du bâtiment", title="Humidité des façades"),
        notice("CH-D-0001", "Survey of the damp in the buildings", title="Damp façades", language="en"),
        canvas("CH-D-0001", 1, "Les façades nord présentent des traces d’humi-\ndité.", also="humidité"),
        canvas("CH-D-0001", 2, "Le chevalement de la fosse 9 domine les maisons d’Annay-sous-Lens."),
        canvas("CH-D-0001", 3, "La façade sud, la façade est et leurs balcons : façade à reprendre."),
        canvas("CH-D-0001", 4, "Une façade encore, celle de la cour."),
    ],
    "CH-D-0002": [
        notice("CH-D-0002", "Le cheval de mine et l’instituteur", title="Récits", family="book"),
        canvas(
            "CH-D-0002", 1, "L’œuvre du maître : trois vitraux à l’église, \ufb01n du XIXᵉ.", family="book"
        ),
        canvas("CH-D-0002", 2, "Humidité. On consultera aussi CH-D-0001.", family="book"),
    ],
    "CH-P-0003": [
        notice(
            "CH-P-0003",
            "Monument aux morts de la C.G.P.C.S., façade de la brasserie",
            title="Photographie de 1936",
            family="photo",
            document_language="",
        ),
    ],
    "CH-D-0004": [
        canvas("CH-D-0004", 1, "Kopalnie i domy górników", language="pl", document_language="pl"),
        canvas("CH-D-0004", 2, "Humidité et zinguerie", document_language="pl"),
    ],
}


@pytest.fixture(params=sorted(ENGINES))
def make(request):
    module, _, name = ENGINES[request.param].rpartition(".")
    return getattr(import_module(module), name)


@pytest.fixture
def engine(make, tmp_path):
    return make(tmp_path / "index")


@pytest.fixture
def archive(engine):
    engine.rebuild(ARCHIVE.items())
    return engine


def ask(engine, raw, **conditions):
    return engine.search(Request(parse(raw), **conditions))


def counted(answer):
    return {name: counts for name, counts in answer.facets.items() if counts}


def found(engine, raw, **conditions):
    return [group.mark for group in ask(engine, raw, **conditions).groups]


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("humidite", "CH-D-0001/fr"),
        ("HUMIDITÉ", "CH-D-0001/fr"),
        ("l’humidité", "CH-D-0001/fr"),
        ("humidité des façades", "CH-D-0001/p/1"),
        ("damp building", "CH-D-0001/en"),
        ("facade", "CH-D-0001/p/3"),
        ("annay sous lens", "CH-D-0001/p/2"),
        ("Annay-sous-Lens", "CH-D-0001/p/2"),
        ("chevalements", "CH-D-0001/p/2"),
        ("vitrail", "CH-D-0002/p/1"),
        ("institutrice", "CH-D-0002/fr"),
        ("oeuvre", "CH-D-0002/p/1"),
        ("fin XIXe", "CH-D-0002/p/1"),
        ("église", "CH-D-0002/p/1"),
        ("e\u0301glise", "CH-D-0002/p/1"),
        ("CGPCS", "CH-P-0003/fr"),
        ("c.g.p.c.s.", "CH-P-0003/fr"),
        ("kopalnie", "CH-D-0004/p/1"),
        ("gornikow", "CH-D-0004/p/1"),
    ],
)
def test_a_passage_is_found_however_it_is_typed(archive, raw, key):
    best = ask(archive, raw).groups[0]
    assert key in [hit.key for hit in best.hits]
    assert best.mark == key[:9]


def test_the_very_word_comes_before_its_kin(archive):
    assert found(archive, "cheval")[0] == "CH-D-0002"
    assert found(archive, "chevalement") == ["CH-D-0001"]


def test_a_word_cut_by_the_end_of_a_line_is_found(archive):
    keys = {hit.key for group in ask(archive, "humidité").groups for hit in group.hits}
    assert "CH-D-0001/p/1" in keys


@pytest.mark.parametrize("raw", ["CH-D-0001", "ch d 0001", "chd0001", "CH‑D‑0001", "CH-D-1"])
def test_a_mark_finds_its_record_first_and_those_that_cite_it(archive, raw):
    assert found(archive, raw) == ["CH-D-0001", "CH-D-0002"]


def test_a_mark_that_does_not_exist_is_words(archive):
    assert found(archive, "fosse 9") == ["CH-D-0001"]


def test_a_mark_among_words_puts_its_record_first(archive):
    assert found(archive, "humidité CH-D-0004")[0] == "CH-D-0004"


def test_a_phrase_is_required_and_in_order(archive):
    assert found(archive, '"monument aux morts"') == ["CH-P-0003"]
    assert found(archive, "«monuments aux morts» façades") == ["CH-P-0003"]
    assert found(archive, '"morts aux monument"') == []
    assert found(archive, '"vitraux" humidité') == ["CH-D-0002"]
    assert found(archive, '"façades rapport"') == []  # not from the title into the text


def test_a_quoted_word_is_required_in_that_very_form(archive):
    assert found(archive, "vitrail") == found(archive, '"vitraux"') == ["CH-D-0002"]
    assert found(archive, '"vitrail"') == []
    assert found(archive, '"vitrail" humidité') == []
    assert found(archive, '"FACADE"') == found(archive, '"façade"') != []
    assert not ask(archive, '"brassrie"').corrections


def test_words_are_optional_and_more_of_them_come_first(archive):
    answer = ask(archive, "brasserie humidité façade")
    assert answer.records == 4
    assert answer.groups[0].mark in {"CH-P-0003", "CH-D-0001"}


def test_function_words_alone_find_nothing_more(archive):
    assert ask(archive, "la brasserie").records == 1
    assert ask(archive, "où est donc la brasserie").records == 1


def test_a_typo_is_found_and_said(archive):
    answer = ask(archive, "brassrie")
    assert [group.mark for group in answer.groups] == ["CH-P-0003"]
    assert answer.corrections == (("brassrie", "brasserie"),)
    assert ask(archive, "brasserie").corrections == ()
    assert ask(archive, "brasseries").corrections == ()
    assert ask(archive, "CH-D-0009").corrections == ()


def test_an_unfinished_last_word_is_completed(archive):
    answer = ask(archive, "façade brass")
    assert answer.groups[0].mark == "CH-P-0003"
    assert ("brass", "brasserie") in answer.completions
    assert answer.corrections == ()


def test_a_title_weighs_more(engine):
    engine.replace("A-1", [notice("A-1", "plan des caves et du grenier de la maison", title="Autre")])
    engine.replace("A-2", [notice("A-2", "autre des caves et du grenier de la maison", title="Plan")])
    assert found(engine, "plan") == ["A-2", "A-1"]


def test_passages_of_a_record_stand_together_notice_first_then_by_page(archive):
    group = ask(archive, "façade").groups[0]
    assert group.mark == "CH-D-0001"
    assert [hit.page for hit in group.hits] == sorted(hit.page for hit in group.hits)
    assert len(group.hits) == 3
    assert group.more == 2
    assert "CH-D-0001/p/3" in [hit.key for hit in group.hits]
    assert ask(archive, "façade", passages_per_record=10).groups[0].more == 0


def test_within_one_record_only_its_passages_are_found(archive):
    answer = ask(archive, "humidité", mark="CH-D-0002")
    assert [group.mark for group in answer.groups] == ["CH-D-0002"]
    assert (answer.records, answer.passages) == (1, 1)


def test_pages_of_results_follow_one_another(engine):
    engine.rebuild((f"A-{n:02}", [notice(f"A-{n:02}", "terril")]) for n in range(25))
    seen = [mark for first in range(0, 30, 10) for mark in found(engine, "terril", first=first)]
    assert seen == [f"A-{n:02}" for n in range(25)]
    assert ask(engine, "terril", first=1_000).groups == ()
    assert ask(engine, "terril", first=-5, count=2).records == 25
    assert ask(engine, "terril", count=0).groups == ()


def test_figures_and_order_are_exact_among_many_equals(engine):
    engine.rebuild(
        (f"A-{n:02}", [canvas(f"A-{n:02}", page, "terril", family=f"f{n % 2}") for page in range(1, 21)])
        for n in reversed(range(30))
    )
    answer = ask(engine, "terril", first=25)
    assert (answer.records, answer.passages) == (30, 600)
    assert answer.facets["family"] == {"f0": 15, "f1": 15}
    assert [group.mark for group in answer.groups] == [f"A-{n}" for n in range(25, 30)]
    assert [hit.page for hit in answer.groups[0].hits] == [1, 2, 3]
    assert answer.groups[0].more == 17
    assert found(engine, "terril", count=2) == ["A-00", "A-01"]


# Facets


def test_facets_are_counted_in_records(archive):
    answer = ask(archive, "humidité")
    assert answer.records == 3
    assert answer.passages == 4
    assert counted(answer) == {"family": {"report": 2, "book": 1}, "language": {"fr": 2, "pl": 1}}


def test_a_facet_is_narrowed_by_the_others_and_not_by_itself(archive):
    answer = ask(archive, "humidité", filters={"family": ("book",)})
    assert [group.mark for group in answer.groups] == ["CH-D-0002"]
    assert counted(answer) == {"family": {"report": 2, "book": 1}, "language": {"fr": 1}}
    both = ask(archive, "humidité", filters={"family": ("report",), "language": ("pl",)})
    assert [group.mark for group in both.groups] == ["CH-D-0004"]
    assert counted(both) == {"family": {"report": 1}, "language": {"fr": 1, "pl": 1}}


def test_values_of_one_filter_are_alternatives(archive):
    assert set(found(archive, "humidité", filters={"family": ("book", "report")})) == set(
        found(archive, "humidité")
    )
    assert ask(archive, "humidité", filters={"family": ("no such",)}).records == 0


def test_a_record_of_several_subjects_is_found_and_counted_under_each(engine):
    both = Passage(
        "A-1/fr", "A-1", "notice", "fr", 0, "Un joint", facets=(("subject", "a"), ("subject", "b"))
    )
    one = Passage("A-2/fr", "A-2", "notice", "fr", 0, "Un joint", facets=(("subject", "b"), ("type", "plan")))
    engine.rebuild([("A-1", [both]), ("A-2", [one])])
    answer = ask(engine, "joint")
    assert counted(answer) == {"subject": {"b": 2, "a": 1}, "type": {"plan": 1}}
    assert found(engine, "joint", filters={"subject": ("a",)}) == ["A-1"]
    assert found(engine, "joint", filters={"subject": ("a", "b"), "type": ("plan",)}) == ["A-2"]


def test_a_record_is_counted_by_its_values_whichever_of_its_passages_is_found(engine):
    facets = (("subject", "a"),)
    notice = Passage("A-1/fr", "A-1", "notice", "fr", 0, "Un joint", facets=facets)
    page = Passage("A-1/p/1", "A-1", "canvas", "fr", 1, "Un panneau", facets=facets)
    engine.rebuild([("A-1", [notice, page])])
    for words in ("joint", "panneau"):
        assert counted(ask(engine, words)) == {"subject": {"a": 1}}
    with pytest.raises(ValueError, match="different facets"):
        engine.replace("A-1", [notice, replace(page, facets=())])


@pytest.mark.parametrize("raw", ["humidité", "façade", "oeuvre monument"])
def test_choosing_a_value_gives_as_many_records_as_it_said(archive, raw):
    facets = ask(archive, raw).facets
    for value, records in facets["family"].items():
        assert ask(archive, raw, filters={"family": (value,)}).records == records
    for value, records in facets["language"].items():
        assert ask(archive, raw, filters={"language": (value,)}).records == records


# Excluded records


def test_an_excluded_record_shows_in_nothing(archive):
    answer = ask(archive, "humidité", withheld=Withheld(frozenset({"CH-D-0004"})))
    assert "CH-D-0004" not in [group.mark for group in answer.groups]
    assert (answer.records, answer.passages) == (2, 3)
    assert "pl" not in answer.facets["language"]
    everything = Withheld(frozenset(ARCHIVE))
    assert ask(archive, "humidité façade", withheld=everything) == Answer()
    assert ask(archive, "CH-D-0001", withheld=everything) == Answer()
    assert ask(archive, "façade", mark="CH-D-0001", withheld=everything) == Answer()


def test_of_a_record_whose_contents_are_withheld_the_notices_alone_are_found(archive):
    every = {mark: [p.key for p in passages if p.kind == "canvas"] for mark, passages in ARCHIVE.items()}
    mark = max(every, key=lambda each: len(every[each]))
    hidden = Withheld(contents=frozenset({mark}))
    assert every[mark]
    for words in ("humidité", "façade", mark):
        found = [hit for group in ask(archive, words, withheld=hidden).groups for hit in group.hits]
        assert not [hit for hit in found if hit.mark == mark and hit.kind == "canvas"]
    whole = ask(archive, "humidité").passages
    assert ask(archive, "humidité", withheld=hidden).passages < whole


def test_a_single_passage_is_withheld_alone(archive):
    hits = [hit.key for group in ask(archive, "humidité").groups for hit in group.hits]
    hidden = Withheld(keys=frozenset({hits[0]}))
    left = [hit.key for group in ask(archive, "humidité", withheld=hidden).groups for hit in group.hits]
    assert set(left) == set(hits) - {hits[0]}


def test_an_excluded_record_lends_no_word_to_a_correction(archive):
    hidden = Withheld(frozenset({"CH-P-0003"}))
    assert ask(archive, "brassrie", withheld=hidden) == Answer()
    assert ask(archive, "façade brasser", withheld=hidden).completions == ()
    assert ask(archive, "façade zinguerrie").corrections == (("zinguerrie", "zinguerie"),)


# Writing


def test_replacing_twice_is_replacing_once(archive):
    before = (archive.digest(), ask(archive, "humidité"))
    archive.replace("CH-D-0002", ARCHIVE["CH-D-0002"])
    archive.replace("CH-D-0002", ARCHIVE["CH-D-0002"])
    assert archive.digest() == before[0]
    assert ask(archive, "humidité").records == before[1].records


def test_replacing_takes_the_old_passages_away(archive):
    archive.replace("CH-D-0002", [notice("CH-D-0002", "Tout autre chose")])
    assert found(archive, "vitrail") == []
    assert found(archive, "chose") == ["CH-D-0002"]
    archive.replace("CH-D-0002", [])
    assert archive.marks() == set(ARCHIVE) - {"CH-D-0002"}


def test_a_passage_of_another_record_is_refused(archive):
    with pytest.raises(ValueError):
        archive.replace("CH-D-0001", ARCHIVE["CH-D-0002"])
    assert "CH-D-0002" in found(archive, "vitrail")


def test_removed_records_are_gone_from_everything(archive):
    archive.remove(["CH-P-0003", "CH-D-0004", "no such"])
    assert archive.marks() == {"CH-D-0001", "CH-D-0002"}
    assert found(archive, "brasserie") == []
    assert ask(archive, "brassrie").corrections == ()
    assert not any(key.startswith("CH-P-0003") for key in archive.digest())


def test_living_use_and_a_rebuild_give_the_same_index(make, tmp_path, archive):
    living = make(tmp_path / "living")
    living.replace("CH-D-0009", [notice("CH-D-0009", "de passage")])
    for mark in reversed(ARCHIVE):
        living.replace(mark, ARCHIVE[mark][:1])
        living.replace(mark, ARCHIVE[mark])
    living.remove(["CH-D-0009"])
    assert living.digest() == archive.digest()
    assert living.marks() == archive.marks()
    living.rebuild(ARCHIVE.items())
    assert living.digest() == archive.digest()
    assert set(living.digest()) == {passage.key for passages in ARCHIVE.values() for passage in passages}
    assert ask(living, "humidité façade") == ask(archive, "humidité façade")


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(archive):
    def records():
        yield "CH-D-0001", ARCHIVE["CH-D-0001"]
        raise LookupError

    with pytest.raises(LookupError):
        archive.rebuild(records())
    assert archive.marks() == set(ARCHIVE)


def test_other_readers_see_what_was_written_and_a_rebuild(make, tmp_path):
    writer, reader = make(tmp_path / "index"), make(tmp_path / "index")
    assert ask(reader, "terril") == Answer()
    writer.replace("A-1", [notice("A-1", "terril")])
    reader.refresh()
    assert found(reader, "terril") == ["A-1"]
    writer.rebuild([("A-2", [notice("A-2", "terril")])])
    reader.refresh()
    assert found(reader, "terril") == ["A-2"]


def test_a_missing_index_reads_as_empty(engine):
    assert ask(engine, "terril") == Answer()
    assert engine.marks() == set()
    assert engine.digest() == {}


def test_an_empty_query_finds_nothing(archive):
    assert ask(archive, "?!") == Answer()
    assert ask(archive, "", mark="CH-D-0001", filters={"family": ("report",)}) == Answer()


def test_threads_write_one_after_the_other(engine):
    failed = []

    def write(number):
        try:
            engine.replace(f"A-{number}", [notice(f"A-{number}", "terril")])
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(engine.marks()) == 6


ODD = [
    "l'habitat",
    "cité:",
    '"cité',
    "OR mine",
    "-",
    "type:photo",
    "(" * 10_000,
    "a" * 5_000,
    "a " * 5_000,
    "\x00",
]


@pytest.mark.parametrize("raw", ODD)
def test_odd_queries_are_only_queries(archive, raw):
    assert isinstance(ask(archive, raw), Answer)
    assert isinstance(ask(archive, f"façade {raw}", filters={"family": (raw,)}, mark=raw), Answer)


def test_any_words_can_be_kept_and_any_query_asked(archive):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(alphabet=st.characters(), max_size=80), st.text(alphabet=st.characters(), max_size=20))
    def ask_anything(raw, value):
        answer = ask(
            archive,
            raw,
            filters={"family": (value,) if value else ()},
            withheld=Withheld(frozenset({value}), frozenset({value}), frozenset({value})),
        )
        assert answer.passages >= answer.records >= len(answer.groups)

    ask_anything()
    archive.replace("A-1", [notice("A-1", "\ud800\x00 terrils " + "a" * 70_000, title="\udfff")])
    assert found(archive, "terril") == ["A-1"]


# The embedded engine: its folder


@pytest.fixture
def embedded(tmp_path):
    from search.engines.embedded import EmbeddedEngine

    engine = EmbeddedEngine(tmp_path / "index", patience=0.1)
    engine.rebuild(ARCHIVE.items())
    return engine


@pytest.mark.parametrize("harm", ["meta.json", "segments", "folder", "pointer"])
def test_a_damaged_index_says_so_and_a_rebuild_repairs_it(embedded, tmp_path, harm):
    from search.engines.embedded import EmbeddedEngine

    folder = tmp_path / "index"
    (build,) = folder.glob("v*")
    if harm == "meta.json":
        (build / "meta.json").write_text('{"segm')
    elif harm == "segments":
        for file in build.glob("*.term"):
            file.write_bytes(file.read_bytes()[:10])
    elif harm == "folder":
        build.rename(tmp_path / "elsewhere")
    else:
        (folder / "present").write_bytes(b"../\xff")
    damaged = EmbeddedEngine(folder)
    with pytest.raises(IndexDamaged):
        ask(damaged, "humidité")
    with pytest.raises(IndexDamaged):
        damaged.replace("CH-D-0001", [])
    damaged.rebuild(ARCHIVE.items())
    assert ask(damaged, "humidité").records == 3
    assert ask(embedded, "humidité").records == 3


def test_a_rebuild_leaves_one_build_and_no_other(embedded, tmp_path):
    (tmp_path / "index" / "v0.0-20200101-000000-0").mkdir()
    embedded.rebuild(ARCHIVE.items())
    assert len(list((tmp_path / "index").glob("v*"))) == 1


def test_an_index_of_another_version_reads_as_empty(embedded, tmp_path):
    (tmp_path / "index" / "present").write_text("v0.0-20200101-000000-0")
    assert ask(embedded, "humidité") == Answer()


def test_a_writer_waits_and_then_says_later(embedded, tmp_path):
    from search.engines.embedded.folder import Shelf

    with Shelf(tmp_path / "index").writing(1):
        with pytest.raises(IndexBusy):
            embedded.remove(["CH-D-0001"])
        assert ask(embedded, "humidité").records == 3
    embedded.remove(["CH-D-0001"])
    assert ask(embedded, "humidité").records == 2


def test_a_passage_may_be_asked_to_have_every_word(archive):
    query = parse("humidité façades")
    some = archive.search(Request(query=query))
    every = archive.search(Request(query=query, every=True))
    assert {group.mark for group in some.groups} == set(ARCHIVE)
    assert {hit.key for group in every.groups for hit in group.hits} == {"CH-D-0001/fr", "CH-D-0001/p/1"}
    assert every.passages == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_words_of_the_readers_language_come_first(archive, language):
    for mark, written in (("CH-D-0011", "fr"), ("CH-D-0012", "en")):
        archive.replace(mark, [notice(mark, "Structure", title="Structure", language=written)])
    answer = archive.search(Request(query=parse("structure"), language=language))
    assert answer.groups[0].hits[0].language == language
    assert answer.records == 2


def test_what_is_not_to_be_counted_is_not_and_the_rest_is_the_same(archive):
    query = parse("façade")
    whole, few = archive.search(Request(query=query)), archive.search(Request(query=query, facets=()))
    assert few.groups == whole.groups and few.records == whole.records
    assert not any(few.facets.values()) and whole.facets["family"]
