import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import MOST_CHARACTERS, MOST_WORDS, parse


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»", '«"'])
def test_quoted_words_are_a_phrase_whatever_the_quotes(quotes):
    query = parse(f"{quotes[0]} Monument aux morts {quotes[1]} Lens")
    assert query.phrases == (("monument", "aux", "morts"),)
    assert query.words == ("lens",)


def test_a_quote_that_is_never_closed_is_no_phrase():
    query = parse('façade "nord')
    assert query.words == ("facade", "nord")
    assert query.phrases == ()


@pytest.mark.parametrize(
    "raw", ["", "   ", '""', "« »", "?!…", "\x00", "\ud800\udfff", "(" * 10_000, "*", "--"]
)
def test_a_query_without_words_is_empty(raw):
    query = parse(raw)
    assert query.is_empty
    assert query.sought == query.helping == ()


def test_the_text_is_shown_back_as_typed_but_clean():
    assert parse("  L’État\x00  du\tbâti\ud800 ").text == "L’État du bâti"


def test_a_query_is_cut_at_a_length_no_honest_one_reaches():
    query = parse("mot " * 1_000 + '"' + "autre " * 1_000 + '"')
    assert len(query.text) <= MOST_CHARACTERS
    assert len(query.words) + sum(map(len, query.phrases)) <= MOST_WORDS
    assert len(parse('"' + "a b " * 60 + '" c').phrases[0]) == MOST_WORDS


@pytest.mark.parametrize(
    ("raw", "sought", "helping"),
    [
        ("façade est", ("facade", "est"), ()),
        ("été 1936", ("ete", "1936"), ()),
        ("Pas-de-Calais", ("pas", "calais"), ("de",)),
        ("son d'un ouvrier", ("son", "ouvrier"), ("un",)),
        ("or et argent", ("or", "argent"), ("et",)),
        ("où est la façade du Camus haut ?", ("facade", "camus", "haut"), ("est",)),
        ("what is the state of the façades", ("state", "facades"), ()),
        ("de la", ("de", "la"), ()),
        ("Annay sous Lens en hiver 1962", ("annay", "sous", "lens", "hiver", "1962"), ()),
    ],
)
def test_function_words_find_nothing_by_themselves_and_others_are_kept(raw, sought, helping):
    query = parse(raw)
    assert (query.sought, query.helping) == (sought, helping)


@pytest.mark.parametrize("raw", ["CH-D-0003", "ch d 0003", "chd0003", "CH.D.0003", "ch–d–0003"])
def test_a_mark_is_known_in_any_spelling(raw):
    query = parse(raw)
    assert (query.mark, query.is_mark) == ("chd0003", True)


@pytest.mark.parametrize("raw", ["les balcons dans CH-D-0003", "façade CH-D-0003", "façade chd0003"])
def test_a_mark_among_words_is_known_too(raw):
    query = parse(raw)
    assert (query.mark, query.is_mark) == ("chd0003", False)
    assert parse("les balcons").mark == ""


@given(st.text(alphabet=st.characters(), max_size=400) | st.text(alphabet='"“”«» a-1éœ', max_size=400))
def test_any_string_in_the_world_is_a_query(raw):
    query = parse(raw)
    query.text.encode()
    assert query.is_empty == (not query.words and not query.phrases)
    assert bool(query.sought) == bool(query.words) or query.phrases
    assert parse(query.text).words == query.words or len(raw) > 200


@pytest.mark.parametrize(
    ("typed", "exactly"),
    [
        ("la façade nord", '"façade" "nord"'),
        ('façade "monument aux morts"', '"façade" "monument aux morts"'),
        ('"façade"', ""),
        ("l’habitat", '"habitat"'),
        ("façade façade", '"façade"'),
        ("", ""),
    ],
)
def test_every_word_can_be_required_as_typed(typed, exactly):
    assert parse(typed).exactly == exactly
    assert not parse(exactly).words


def test_a_query_is_said_again_with_other_words():
    assert parse("la brassrie, rue").corrected([("brassrie", "brasserie")]) == "la brasserie, rue"
    assert parse('« monument » "nord"').freely == "monument nord"
    assert parse("nord").freely == ""
