"""Words on the page: French typography, the sample tag, and who carries a language."""

from datetime import date

import pytest
from django.utils.translation import override

from archive.core.templatetags.archive import day, french, icon, paragraphs, say, typo, weight, written_in
from archive.core.words import Bilingual


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ouverts de 31 mm, à 45 km ou 4 mois", "ouverts de 31\u00a0mm, à 45\u00a0km ou 4 mois"),
        ("Qui habite ici ?", "Qui habite ici\u00a0?"),
        ("Qui habite ici?", "Qui habite ici\u00a0?"),
        ("Comment ?!", "Comment\u00a0?!"),
        ("Contenu: levage; calage", "Contenu\u00a0: levage\u00a0; calage"),
        ("« joint »", "«\u00a0joint\u00a0»"),
        ("«joint»", "«\u00a0joint\u00a0»"),
        ("« joint » : creux", "«\u00a0joint\u00a0»\u00a0: creux"),
        ("déjà\u202f: fine", "déjà\u00a0: fine"),
        ("l'arrêt d'aujourd'hui", "l’arrêt d’aujourd’hui"),
        ("l'« arrêt »", "l’«\u00a0arrêt\u00a0»"),
        ("(?) reste tel quel", "(?) reste tel quel"),
        ("cote CH-D-0003: façade", "cote CH-D-0003\u00a0: façade"),
    ],
)
def test_french_is_set_as_a_printer_sets_it(typed, printed):
    assert french(typed) == printed
    assert french(printed) == printed


@pytest.mark.parametrize(
    "text",
    ["à 12:30", "échelle 1:50", "https://exemple.test/a;b?c=d:e", "ecrire@exemple.test", "CH-D-0003"],
)
def test_times_scales_addresses_and_marks_stay_as_they_are(text):
    assert french(text) == text


def test_punctuation_after_an_address_is_still_punctuation():
    assert french("voir https://exemple.test/a?b=c : oui") == "voir https://exemple.test/a?b=c\u00a0: oui"
    assert french("lu à 12:30 ?") == "lu à 12:30\u00a0?"
    assert french("sur www.exemple.test, l'été") == "sur www.exemple.test, l’été"


def test_words_of_the_interface_carry_no_language():
    with override("fr"):
        assert say(Bilingual("L'archive", "The archive")) == "L’archive"
    with override("en"):
        assert say(Bilingual("L'archive", "The archive")) == "The archive"
        assert say("Who is it?") == "Who is it?"


def test_french_under_the_english_interface_says_so_and_stays_french():
    with override("en"):
        assert say(Bilingual("Pourquoi ?")) == '<span lang="fr">Pourquoi\u00a0?</span>'
        assert paragraphs(Bilingual("Un.\n\nDeux.")) == '<p lang="fr">Un.</p>\n<p lang="fr">Deux.</p>'
        assert say(written_in("vers 1955", "fr")) == '<span lang="fr">vers 1955</span>'


def test_what_was_typed_is_never_markup():
    with override("fr"):
        assert "<script>" not in say("<script>alert(1)</script>")
        assert "<b>" not in paragraphs(Bilingual("<b>gras</b>"))
        assert str(icon("search")).count("<svg") == 1


def test_a_sample_wears_its_tag():
    with override("fr"):
        assert say("Lettre [exemple]") == 'Lettre <span class="ex">exemple</span>'
        assert typo("Lettre [exemple]") == "Lettre [exemple]"
        assert say("[sans date]") == "[sans date]"


def test_nothing_is_said_of_nothing():
    with override("en"):
        assert say(None) == "" == say(Bilingual("")) == paragraphs(None)


def test_a_blank_line_begins_a_paragraph_and_a_single_line_break_does_not():
    with override("fr"):
        assert paragraphs("un\ndeux\n \n\ntrois") == "<p>un\ndeux</p>\n<p>trois</p>"


def test_a_download_is_weighed_in_round_figures():
    with override("en"):
        assert [weight(n) for n in (1, 14_400, 1_234_567, 9_960_000, 25_000_000)] == [
            "1 KB",
            "14 KB",
            "1.2 MB",
            "10 MB",
            "25 MB",
        ]


@pytest.mark.parametrize(
    ("language", "number", "printed"),
    [
        ("fr", 1, "1er mars 2027"),
        ("fr", 2, "2 mars 2027"),
        ("en", 1, "1 March 2027"),
        ("en", 31, "31 March 2027"),
    ],
)
def test_a_day_is_written_as_it_is_said(language, number, printed):
    with override(language):
        assert day(date(2027, 3, number)) == printed
