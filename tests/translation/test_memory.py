"""What was approved once is offered again, fitted, and only to those who may know of it."""

import pytest

from archive.catalogue.closing import restrict
from archive.catalogue.models import Restriction
from archive.translation import reckoning
from archive.translation.memory import alike
from archive.translation.models import Pair
from archive.translation.models.pair import digest
from archive.translation.recollection import Remembered, fitted, with_numbers
from tests import factories

OLD = "Le panneau porte la marque de l’usine et la date de 1956."
SAID = "The panel bears the mark of the factory and the date of 1956."


@pytest.fixture
def translator(user_with_role):
    return user_with_role("translator")


def remember(source, target, thing=None, rich=False, current=True, place="note"):
    thing = thing or factories.concept(f"Chose {Pair.objects.count()}")
    work = reckoning.work_of(thing)
    Pair.objects.create(
        work=work,
        place=place,
        source=source,
        target=target,
        digest=digest(source),
        rich=rich,
        current=current,
    )
    return work


def offered(text, user, **asked):
    return [(one.target, one.likeness) for one in alike(text, user=user, **asked)]


@pytest.mark.django_db
class TestMemory:
    def test_the_same_sentence_is_offered_first_and_near_ones_with_their_difference(self, translator):
        remember(
            "Le panneau porte la marque de l’usine et un numéro.", "The panel bears the mark and a number."
        )
        work = remember(OLD, SAID)
        remember("Tout autre chose.", "Something else.")
        first, second = alike(OLD, user=translator)
        assert (first.target, first.likeness, first.title, first.work) == (SAID, 100, work.title, work.pk)
        assert [part.kind for part in first.difference] == ["same"]
        assert 70 <= second.likeness < 100
        assert "".join(part.text for part in second.difference if part.kind != "gone") == OLD

    def test_where_only_a_number_differs_it_is_replaced_and_said_so(self, translator):
        remember(OLD, SAID)
        (one,) = alike(OLD.replace("1956", "1958"), user=translator)
        assert one.target == SAID.replace("1956", "1958")
        assert one.numbers == (("1956", "1958"),)
        assert one.likeness < 100

    def test_nothing_leaks_of_a_work_that_may_not_be_seen(self, translator, user_with_role, commit):
        with commit():
            record = factories.record()
        remember(OLD, SAID, record)
        assert offered(OLD, translator) == [(SAID, 100)]
        with commit():
            restrict(record, Restriction(record=record, state="closed", reason="privacy"))
        assert offered(OLD, translator) == []
        assert offered(OLD, user_with_role("reviewer")) == [(SAID, 100)]

    def test_each_translation_is_offered_once_what_is_current_first_and_five_at_most(self, translator):
        remember(OLD, "Approved once.", current=False)
        for _n in range(3):
            remember(OLD, SAID)
        for n in range(1, 10):
            remember(f"{OLD} {'x' * n}", f"{SAID} {n}")
        found = offered(OLD, translator)
        assert found[:2] == [(SAID, 100), ("Approved once.", 100)]
        assert len(found) == len(set(found)) == 5

    def test_of_the_work_itself_only_the_very_sentence(self, translator):
        work = remember(OLD, SAID)
        assert offered(OLD, translator, work=work) == [(SAID, 100)]
        assert offered(f"{OLD} Oui.", translator, work=work) == []

    def test_a_new_pair_is_remembered_and_one_that_is_gone_forgotten(self, translator):
        remember("Le mur nord", "The north wall")
        assert offered("Le mur sud", translator) == [("The north wall", 76)]
        remember("Le mur sud", "The south wall")
        assert offered("Le mur sud", translator)[0] == ("The south wall", 100)
        Pair.objects.get(source="Le mur sud").delete()
        assert offered("Le mur sud", translator) == [("The north wall", 76)]

    def test_words_that_are_approved_anew_are_those_that_are_offered(self, translator):
        remember(OLD, SAID)
        assert offered(SAID, translator, into="fr") == [(OLD, 100)]
        pair = Pair.objects.get()
        pair.target = "The panel is marked."
        pair.save()
        assert offered(OLD, translator) == [("The panel is marked.", 100)]
        assert offered("The panel is marked.", translator, into="fr") == [(OLD, 100)]
        assert offered(SAID, translator, into="fr") == []

    def test_capitals_spaces_and_mark_up_are_no_difference(self, translator):
        remember(
            'Voir <a id="a3">Maisons &amp; Cités</a>\u00a0!',
            'See <a id="a3">Maisons &amp; Cités</a>!',
            rich=True,
        )
        assert offered('Voir <a id="a1">Maisons &amp; Cités</a> !', translator, rich=True) == [
            ('See <a id="a1">Maisons &amp; Cités</a>!', 100)
        ]
        assert offered("Voir Maisons & Cités !", translator) == [("See Maisons & Cités!", 100)]

    def test_it_remembers_from_english_into_french_too(self, translator):
        remember(OLD, SAID)
        assert offered(SAID, translator, into="fr") == [(OLD, 100)]

    def test_of_nothing_nothing_is_remembered(self, translator):
        remember("", "")
        assert offered(" ", translator) == []

    def test_a_memory_of_any_size_is_asked_by_few_queries(self, translator, django_assert_max_num_queries):
        work = remember(OLD, SAID)
        for size in (1, 30):
            Pair.objects.bulk_create(
                Pair(work=work, place=f"{size}-{n}", source=f"{OLD} {n}", target=SAID, digest=f"{size}-{n}")
                for n in range(size)
            )
            alike(OLD, user=translator)
            with django_assert_max_num_queries(12):
                alike(OLD, user=translator)


@pytest.mark.parametrize(
    ("old", "new", "target", "said"),
    [
        ("En 1956.", "En 1958.", "In 1956.", "In 1958."),
        ("1 234,5 m", "2 000,5 m", "1,234.5 m", "2,000.5 m"),
        ("Le 2e étage", "Le 3e étage", "The 2nd floor", "The 3rd floor"),
        ("De 3 à 5", "De 5 à 3", "From 3 to 5", "From 5 to 3"),
        ("CH-D-0003", "CH-D-0004", "CH-D-0003", "CH-D-0004"),
        ("En 1956 et 1956", "En 1957 et 1958", "In 1956", None),
        ("En 1956", "En 1958", "In the fifties", None),
        ("3 murs", "4 murs", "3 walls, 3 of them", None),
        ("En 1956", "Vers 1956", "In 1956", None),
        ("En 1956", "en 1956", "In 1956", "In 1956"),
    ],
)
def test_a_number_is_replaced_only_where_it_is_sure_which(old, new, target, said):
    found = with_numbers(old, new, target, "en")
    assert (found[0] if found else None) == said


def test_a_number_is_written_as_the_language_writes_it():
    assert with_numbers("1,234.5 m", "2,345.6 m", "1\u202f234,5 m", "fr") == (
        "2\u202f345,6 m",
        (("1\u202f234,5", "2\u202f345,6"),),
    )


@pytest.mark.parametrize(
    ("target", "was_rich", "old", "new", "rich", "said"),
    [
        ("<b>A</b> &amp; B", True, "<b>A</b>", "A", False, "A & B"),
        ("A & B\nC", False, "A", "A", True, "A &amp; B<br>C"),
        ("<b>A</b> <i>B</i>", True, "", "<b>A</b>", True, "<b>A</b> B"),
        ('<a id="a2">A</a>', True, '<a id="a2">a</a>', '<a id="a1">a</a>', True, '<a id="a1">A</a>'),
        ('<a id="a1">A</a>', True, '<a id="a1">a</a>', "a", True, "A"),
        ('<a id="a1">A</a>, <a id="a2">B</a>', True, '<a id="a1"></a><a id="a2"></a>', '<a id="a1">a</a>', True, '<a id="a1">A</a>, B'),
    ],
)  # fmt: skip
def test_what_is_remembered_has_the_mark_up_of_the_text_at_hand(target, was_rich, old, new, rich, said):
    assert fitted(target, was_rich=was_rich, old=old, new=new, rich=rich) == said


def test_no_sentence_that_is_like_enough_is_passed_over_for_its_length():
    from rapidfuzz import fuzz

    sentences = [(n, "le mur du nord est humide"[:n]) for n in range(1, 26)]
    remembered = Remembered(sentences)
    for _key, asked in sentences:
        expected = {key for key, text in sentences if fuzz.ratio(asked, text) >= 70}
        assert {key for key, _score in remembered.nearest(asked)} == expected
