"""What the checks say of a translation: each fault once, at its place; of a right one, nothing."""

import csv
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from archive.translation.checks import check
from archive.translation.lexicon import Lexicon, Term

LEXICON = Lexicon(
    [
        Term("blaq ARCHITECTURES", keep=True),
        Term("Maisons & Cités", keep=True),
        Term("Lola Monset", keep=True, origin="agent"),
        Term(
            "pension de famille",
            "pension de famille",
            others=("social boarding house",),
            avoid=("family pension", "guest house"),
        ),
        Term("acrotère", "parapet upstand", others=("parapet",)),
        Term("coron", "coron", others=("row of miners’ houses",)),
        Term("panneau", "panel"),
        Term("Houillères du bassin", "coalfield company", origin="agent"),
        Term("mur", "wall", origin="vocabulary"),
        Term("joint vertical", "vertical joint", origin="vocabulary"),
    ]
)


def kinds(source, target, **asked):
    """Kind and place, or the words pointed at."""
    return [
        (doubt.kind, target[slice(*doubt.span)] if doubt.span else "")
        for doubt in check(source, target, **{"lexicon": LEXICON} | asked)
    ]


RIGHT = [
    ("1 234,5 m² sur 4 niveaux", "1,234.5 m² on 4 levels"),
    ("4 000 logements, 12,5 % vides", "4,000 dwellings, 12.5% of them empty"),
    ("12 pour cent", "12 per cent"),
    ("Un loyer de 1 200 €, soit 1,2 M€ en tout", "A rent of €1,200, that is €1.2 million in all"),
    ("Le XXe siècle et le XIXᵉ", "The 20th century and the nineteenth"),
    ("Le 31/03/2025", "On 31 March 2025"),
    ("Le 1er mars 2025", "On 1 March 2025"),
    ("lundi 31 mars 2025", "Monday, March 31st, 2025"),
    ("du 3 au 5 mai 1957", "from 3 to 5 May 1957"),
    ("en mars", "in March"),
    ("03/2025", "March 2025"),
    ("15 sept. 1956 et sept logements", "15 September 1956 and seven dwellings"),
    ("2025-03-31", "31 March 2025"),
    ("à 14 h 30", "at 2.30 pm"),
    ("à 14 h", "at 14:00"),
    ("les années 50", "the 1950s"),
    ("les années 1950", "the fifties"),
    ("1953-63", "1953–1963"),
    ("six logements sur trois étages", "6 dwellings on 3 storeys"),
    ("la 1re tranche, le 2e étage", "the first phase, the second floor"),
    ("1/2000, puis 1/50", "1:2000, then 1:50"),
    ("vingt-deux panneaux", "22 panels"),
    ("Tél. 03 21 79 12 34", "Tel. +33 3 21 79 12 34"),
    ("Le R+4, cote AD62 3E, format A4, T3", "The ground plus four, ref. AD62 3E, A4, three rooms"),
    ("CH-D-0003, voir https://exemple.test/fr/r/CH-D-0003.", "CH-D-0003, see https://exemple.test/en/r/CH-D-0003."),
    ("Écrire à aide@exemple.test !", "Write to aide@exemple.test!"),
    ("« Le palier » [exemple] : qui l’habite ?", "“The landing” [sample]: who lives there?"),
    ("a) béton ; b) acier", "a) concrete; b) steel"),
    ("M. J. Dupont, ing.", "Mr J. Dupont, engineer"),
    ("Annay-sous-Lens, 1956", "Annay-sous-Lens, 1956"),
    ("Communauté d’agglomération de Lens-Liévin", "Communauté d’agglomération de Lens-Liévin"),
    ("1 page", "1 page"),
    ("Note", "Note"),
    ("La façade du rez-de-chaussée", "The façade of the rez-de-chaussée"),
    ("Les panneaux de l’acrotère", "The panels of the parapet"),
    ("Le mur est fissuré.", "Cracks run through it."),
    ("L’agence blaq ARCHITECTURES et Maisons\u00a0& Cités", "The practice blaq ARCHITECTURES and Maisons & Cités"),
    ("C’était fini.", "He said that that had had to end."),
    ("Réponse sous deux jours, etc.", "Answered within two days, and so on."),
    ("SIREN 123 456 789", "SIREN 123 456 789"),
    ("Que faire du Camus des mineurs ?", "Que faire du Camus des mineurs ? (What is to be done with it?)"),
    ("Paru dans « Le Monde des HLM »", "Published in “Le Monde des HLM”"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_of_a_right_translation_nothing_is_said(source, target):
    assert kinds(source, target) == []


WRONG = [
    ("En 1956", "In 1958", [("numbers", "1958")]),
    ("En 1956 puis 1958", "In 1956", [("numbers", "")]),
    ("Les logements", "The 12 dwellings", [("numbers", "12")]),
    ("1 234,5 m", "1 234.5 m", [("numbers", "1 234.5")]),
    ("4 000 logements", "4\u202f000 dwellings", [("numbers", "4\u202f000")]),
    ("3,5 t", "3,5 t", [("numbers", "3,5")]),
    ("1,2 m", "1,200 m", [("numbers", "1,200")]),
    ("12 % vides", "12 empty", [("numbers", "")]),
    ("Le XXe siècle", "The 19th century", [("numbers", "19th")]),
    ("Au XXe siècle", "In the XXe century", [("numbers", "XXe")]),
    ("Le 2e étage", "The 2e floor", [("numbers", "2e")]),
    ("31 mars 2025", "31 May 2025", [("dates", "31 May 2025")]),
    ("31/03/2025", "03/31/2025", [("numbers", "03/31/2025")]),
    ("31 mars 2025", "31 mars 2025", [("dates", "31 mars 2025")]),
    ("en mars et en mai 1957", "in May 1957", [("dates", "")]),
    ("1er mars 1956, 31 mai 1957", "31 March 1956, 1 May 1957", [("dates", "31 March 1956"), ("dates", "1 May 1957")]),
    ("voir CH-D-0003", "see CH-D-0030", [("marks", ""), ("marks", "CH-D-0030")]),
    ("https://exemple.test/a", "https://exemple.test/b", [("addresses", ""), ("addresses", "https://exemple.test/b")]),
    ("a@exemple.test", "b@exemple.test", [("addresses", ""), ("addresses", "b@exemple.test")]),
    ("Il tombe.", "It falls", [("punctuation", "s")]),
    ("Il tombe", "It falls.", [("punctuation", ".")]),
    ("Qui habite ici ?", "Who lives here.", [("punctuation", ".")]),
    ("Le bâtiment (1956)", "The building (1956", [("punctuation", "(")]),
    ("Dit « le Haut »", "Called the Haut", [("punctuation", "")]),
    ("Dit « le Haut »", "Called « the Haut »", [("typography", "«"), ("typography", "»")]),
    ("Le chantier : 1956", "The site\u202f: 1956", [("typography", "\u202f:")]),
    ("Qui ? Lui.", "Who ? Him.", [("typography", " ?")]),
    ("plan n° 3", "plan n° 3", [("typography", "n°")]),
    ("l’école", "the school's gate", [("typography", "'")]),
    ("La chute", "The  fall", [("spaces", "  ")]),
    ("Un, deux", "One , two", [("spaces", " ,")]),
    ("La chute", "The the fall", [("repeated", "The the")]),
    ("Le palier du haut", "Le palier du haut", [("same", "")]),
    ("Panneau", "Panneau", [("terms", "")]),
    ("étanchéité", "étanchéité", [("same", "")]),
    ("Les murs sont humides.", "Les murs are damp and les joints sont open.", [("untranslated", "Les murs are damp and les joints sont open")]),
    ("L’étanchéité cède.", "The étanchéité fails.", [("untranslated", "étanchéité")]),
    ("par blaq ARCHITECTURES", "by black architectures", [("names", "")]),
    ("par blaq ARCHITECTURES", "by Blaq Architectures", [("names", "Blaq Architectures")]),
    ("Maisons & Cités", "Houses and Estates", [("names", "")]),
    ("La pension de famille", "The family pension", [("terms", "family pension")]),
    ("Les acrotères", "The copings", [("terms", "")]),
    ("Joints verticaux", "Upright seams", [("terms", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "said"), WRONG)
def test_each_fault_is_said_at_its_place(source, target, said):
    found = kinds(source, target)
    assert [one for one in found if one not in said] == []
    assert [one for one in said if one not in found] == []


INTO_FRENCH = [
    ("1,234.5 m²", "1 234,5 m²", []),
    ("1,234.5 m²", "1,234.5 m²", [("numbers", "1,234.5")]),
    ("3.5 m wide", "3.5 m de large", [("numbers", "3.5")]),
    ("Criterion 4.1", "Critère 4.1", []),
    ("31 March 2025", "31 mai 2025", [("dates", "31 mai 2025")]),
    ("the 20th century", "le XXe siècle", []),
    ("Who lives here?", "Qui habite ici?", [("typography", "?")]),
    ("Who lives here?", "Qui habite ici ?", []),
    ("Site: 1956", "Chantier: 1956", [("typography", ":")]),
    ("at 12:30", "à 12:30", []),
    ("Called “the Haut”", "Dit “le Haut”", [("typography", "“"), ("typography", "”")]),
    ("Called “the Haut”", "Dit « le “Haut” »", []),
    ("The panels", "Les plaques", [("terms", "")]),
    ("The panels", "Les panneaux", []),
    ("by blaq ARCHITECTURES", "par blac architectures", [("names", "")]),
    ("The walls of the house", "The walls of the house", [("same", "")]),
    ("The walls and the roof are damp.", "Les murs, and the roof of it, are humides.", [("untranslated", "Les murs, and the roof of it, are humides")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "said"), INTO_FRENCH)
def test_the_checks_know_both_directions(source, target, said):
    assert kinds(source, target, into="fr", lexicon=LEXICON.turned()) == said


RICH = [
    ('Voir <a id="a1">le plan</a>.', 'See <a id="a1">the plan</a>.', []),
    ('Voir <a id="a1">le plan</a>.', "See the plan.", [("links", "warning")]),
    ('Voir <a id="a1">le plan</a>.', 'See <a id="a2">the plan</a>.', [("links", "error"), ("links", "warning")]),
    ('<a id="a1">Un</a>, <a id="a2">deux</a>', '<a id="a1">One</a>, <a id="a1">two</a>', [("links", "error"), ("links", "warning")]),
    ("le <b>mur</b>", "the <strong>wall</strong>", []),
    ("le <b>mur</b>", "the wall", [("tags", "warning")]),
    ("le mur", "the <i>wall</i>", [("tags", "notice")]),
    ("le <b>mur</b>", "the <b>wall", [("tags", "error")]),
    ("le <b>mur</b>", "the <b><i>wall</b></i>", [("tags", "error"), ("tags", "error"), ("tags", "error"), ("tags", "error"), ("tags", "notice")]),
    ("le mur", "the <h2>wall</h2>", [("tags", "error"), ("tags", "error")]),
    ("le mur", '<span class="x">the wall</span>', [("tags", "error"), ("tags", "error")]),
    ("Maisons &amp; Cités<br>1956", "Maisons &amp; Cités<br>1956", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "said"), RICH)
def test_links_and_emphasis_are_carried_over(source, target, said):
    found = {(doubt.kind, doubt.severity) for doubt in check(source, target, rich=True, lexicon=LEXICON)}
    assert found == set(said)


def test_a_place_in_rich_text_is_that_of_what_was_typed():
    (doubt,) = check("&amp; <b>en</b> 1956", "&amp; <b>in</b> 1958", rich=True)
    assert doubt.span == (16, 20)


def test_a_text_too_long_is_pointed_at_where_the_room_ends():
    (doubt,) = check("Le mur", "The wall", limit=5)
    assert (doubt.kind, doubt.severity, doubt.span) == ("length", "error", (5, 8))
    assert check("Le mur", "<b>x</b>", rich=True, limit=1)[0].kind != "length"


def test_of_an_empty_translation_nothing_is_said():
    assert check("Le mur, 1956.", " \n") == []


def test_the_worst_is_said_first_and_in_the_language_of_whoever_reads():
    doubts = check("Le mur", "The «wall» was , too long", limit=5)
    assert [doubt.severity for doubt in doubts][:1] == ["error"]
    (doubt,) = check("En 1956", "In 1958")
    with override("en"):
        assert doubt.says == "“1958” stands where the original has “1956”."
    with override("fr"):
        assert doubt.says == "«\u00a01958\u00a0» est écrit là où l’original a «\u00a01956\u00a0»."


def said_in_both_languages():
    """All that ships with the software in French and in English, written or read over by a person."""
    root = Path(settings.BASE_DIR)
    for path in (root / "archive" / "demo" / "content").glob("*.toml"):
        yield from _pairs(tomllib.loads(path.read_text()))
    for path in (root / "archive" / "vocabularies" / "schemes").glob("*.csv"):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                yield from _pairs(row)


def _pairs(entry):
    if isinstance(entry, list):
        for one in entry:
            yield from _pairs(one)
    elif isinstance(entry, dict):
        yield from _texts(entry.get("fr"), entry.get("en"))
        for name, text in entry.items():
            yield from _pairs(text)
            if name.endswith("_fr"):
                yield from _texts(text, entry.get(f"{name[:-3]}_en"))


def _texts(french, english):
    if isinstance(french, str) and isinstance(english, str) and french and english:
        yield french, english
    elif isinstance(french, dict) and isinstance(english, dict):
        for name in french.keys() & english.keys():
            yield from _texts(french[name], english[name])
    elif isinstance(french, list) and isinstance(english, list):
        for one, other in zip(french, english, strict=False):
            yield from _texts(one, other)


def test_hardly_anything_is_said_of_what_ships_in_both_languages():
    """Less than one false warning in two hundred texts, in either direction."""
    texts = list(said_in_both_languages())
    assert len(texts) > 800
    for into, found in (("en", texts), ("fr", [(english, french) for french, english in texts])):
        warned = [
            (doubt.says, target[:80])
            for source, target in found
            for doubt in check(source, target, into=into)
            if doubt.severity != "notice"
        ]
        assert len(warned) <= len(texts) / 200, warned
