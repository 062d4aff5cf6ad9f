import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import as_mark, cited_marks, light, normalise, squash, terms, tokens, without_zeros
from search.passage import Passage

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)  # lone surrogates included


ONE = """
terril/terrils vitrail/vitraux cheval/chevaux bateau/bateaux journal/journaux tuyau/tuyaux lieu/lieux
instituteur/institutrice dentellier/dentellieres ouvrier/ouvrieres ancien/ancienne chanteur/chanteuse
heureux/heureuse actif/active municipal/municipaux houiller/houilleres polonais/polonaise detail/details
superieur/superieure industriel/industrielle bombarde/bombardement archives/archiver sinistre/sinistrees
chevalement/chevalements departement/departements etranger/etrangeres
"""
APART = """
chevalement/cheval courrieres/courrier departement/depart lens/len sous/sou maire/mairie chaux/chaleur
mine/mineur terre/terril commune/communication logement/loge
"""


def words(text):
    return [token.word for token in tokens(text)]


def as_written(text):
    return [text[token.start : token.end] for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Façade Été HÔTEL", ["facade", "ete", "hotel"]),
        ("e\u0301glise", ["eglise"]),
        ("œuvre Œuvre æternam Straße", ["oeuvre", "oeuvre", "aeternam", "strasse"]),
        ("\ufb01n de l’of\ufb01ce", ["fin", "de", "office"]),
        ("XIXᵉ m² ½", ["xixe", "m2", "1", "2"]),
        ("Łódź Jędrzejów", ["lodz", "jedrzejow"]),
        ("humi\u00addité", ["humidite"]),
        ("hu\x00mi\ud800de", ["humide"]),
        ("première\nligne\tet\u00a0suite", ["premiere", "ligne", "et", "suite"]),
    ],
)
def test_letters_are_folded_before_anything_else(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "‘", "`", "´"])
def test_elision_is_stripped_whatever_the_apostrophe(apostrophe):
    text = "l'habitat d'un ouvrier, qu'il jusqu'ici".replace("'", apostrophe)
    assert words(text) == ["habitat", "un", "ouvrier", "il", "ici"]
    assert as_written(text)[0] == "habitat"


def test_hyphens_and_signs_part_words_and_digits_stay():
    assert words("Annay-sous-Lens 11-19, 1/500; 1 234,50") == (
        ["annay", "sous", "lens", "11", "19", "1", "500", "1", "234", "50"]
    )
    assert words("fosse n° 9") == words("fosse nº 9") == ["fosse", "n", "9"]


def test_dotted_acronyms_meet_the_undotted_ones():
    assert words("La C.G.P.C.S. et la S.A.") == ["la", "cgpcs", "et", "la", "sa"]
    assert words("M.Camus") == ["m", "camus"]


def test_a_word_is_found_again_where_it_stands_in_the_text():
    text = "L’œuvre : e\u0301glise\u0301 du \ufb01ef, humi\u00addité"
    assert as_written(text) == ["œuvre", "e\u0301glise\u0301", "du", "\ufb01ef", "humi\u00addité"]


@pytest.mark.parametrize("pair", ONE.split())
def test_forms_of_one_french_word_share_a_stem(pair):
    one, other = pair.split("/")
    assert light(one, "fr") == light(other, "fr")


@pytest.mark.parametrize("pair", APART.split())
def test_words_of_the_trade_and_names_of_places_stay_apart(pair):
    one, other = pair.split("/")
    assert light(one, "fr") != light(other, "fr")


def test_each_language_has_its_stems_and_the_others_none():
    assert light("buildings", "en") == light("building", "en") == "build"
    assert light("mines", "fr") == light("mines", "") != "mines"
    assert light("lens", "en") == light("lens", "fr") == "lens"
    assert light("kopalnie", "pl") == "kopalnie"
    assert light("a12s", "fr") == "a12s"


def test_terms_are_parted_by_single_blanks_and_of_equal_number():
    made = terms("Les chevaux, l’humidité (1936)", "fr")
    assert made.word == "les chevaux humidite 1936"
    assert made.light.split()[1] == "cheval"
    assert made.c6 == "les chevau humidi 1936"


def test_one_mark_in_several_spellings_is_one():
    assert {squash("CH-D-0003"), squash("ch d 0003"), as_mark(" chd0003 "), as_mark("CH‑D‑0003")} == {
        "chd0003"
    }
    assert without_zeros("chd0003") == as_mark("CH-D-3") == "chd3"
    assert as_mark("le camus haut") == as_mark("") == as_mark("1936") == ""
    text = "voir CH-D-0003, p. 2"
    assert [(text[t.start : t.end], t.word) for t in cited_marks(text)] == [("CH-D-0003", "chd0003")]


def test_the_digest_of_a_passage_changes_with_anything_in_it():
    passage = Passage("A-1/fr", "A-1", "notice", "fr", 0, "texte")
    assert passage.digest == Passage("A-1/fr", "A-1", "notice", "fr", 0, "texte").digest
    assert (
        passage.digest
        != Passage("A-1/fr", "A-1", "notice", "fr", 0, "texte", facets=(("type", "plan"),)).digest
    )
    assert Passage("A-1/fr", "A-1", "notice", "fr", 0, "\ud800").digest


@given(ANY_TEXT)
def test_any_text_gives_words_in_order_inside_it(text):
    last = 0
    for token in tokens(text):
        assert token.word and " " not in token.word
        assert last <= token.start < token.end <= len(text) or token.start == last - 1
        last = token.end
    assert len(terms(text, "fr").word.split()) == len(words(text))
    terms(text, "en").light.encode()
    normalise(text).encode()
