import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import Highlighter
from search.query import parse


def marked(query, text, corrections=()):
    return [text[start:end] for start, end in Highlighter(parse(query), corrections).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("façade", "Les FAÇADES et la facade", ["FAÇADES", "facade"]),
        ("humidite", "L’humidité", ["humidité"]),
        ("vitrail", "trois vitraux", ["vitraux"]),
        ("building", "Two buildings", ["buildings"]),
        ("oeuvre", "l’œuvre", ["œuvre"]),
        ("église", "e\u0301glise", ["e\u0301glise"]),
        ("CGPCS", "la C.G.P.C.S. de Lens", ["C.G.P.C.S."]),
        ("chd0003", "voir CH-D-0003.", ["CH-D-0003"]),
        ("humidité", "de l’humi-\ndité partout", ["humi-\ndité"]),
        ("la façade du camus", "la façade de la rue du Camus", ["façade", "Camus"]),
        ('"monument aux morts"', "aux abords, le monument aux morts", ["monument aux morts"]),
        ('"façade"', "la façade, les façades", ["façade"]),
        ('"façade" façades', "la façade, les façades", ["façade", "façades"]),
        ("de la", "au bord de la rue", ["de", "la"]),
        ("chevalement", "le cheval et les chevalements", ["chevalements"]),
        ("terril", "Rien ici", []),
        ("", "Rien ici", []),
    ],
)
def test_words_are_marked_as_the_index_finds_them(query, text, expected):
    assert marked(query, text) == expected


def test_corrected_words_are_marked():
    assert marked("brasserrie", "la brasserie", [("brasserrie", "brasserie")]) == ["brasserie"]
    assert marked("brasserrie", "la brasserie") == []


def test_one_word_of_a_page_is_matched_with_the_signs_on_it():
    highlighter = Highlighter(parse('l’humidité "monument aux morts"'))
    assert highlighter.matches("l’humidité,")
    assert highlighter.matches("(Monuments")
    assert not highlighter.matches("aux")
    assert not highlighter.matches("—")


def test_a_snippet_is_the_window_with_most_different_words():
    text = "façade " * 5 + "mot " * 100 + "le balcon de la façade nord " + "mot " * 100
    snippet = Highlighter(parse("façade balcon nord")).snippet(text, 80)
    assert [part for part, is_marked in snippet.parts if is_marked] == ["balcon", "façade", "nord"]
    assert snippet.cut_start and snippet.cut_end


def test_a_snippet_is_cut_between_words():
    text = "Le bâtiment présente des désordres importants sur les façades exposées aux intempéries du nord"
    shown = "".join(part for part, _ in Highlighter(parse("façades")).snippet(text, 40).parts)
    assert shown in text and len(shown) <= 40
    assert set(shown.split()) <= set(text.split())
    assert "façades" in shown


def test_a_short_text_is_its_own_snippet():
    snippet = Highlighter(parse("rien")).snippet("  Une phrase.  ")
    assert (snippet.cut_start, snippet.cut_end) == (False, False)
    assert "".join(part for part, _ in snippet.parts).strip() == "Une phrase."


def test_without_a_match_a_snippet_is_the_beginning():
    snippet = Highlighter(parse("absent")).snippet("mot " * 100, 50)
    assert (snippet.cut_start, snippet.cut_end) == (False, True)
    assert len(snippet.parts) == 1


QUERIES = st.text(alphabet=st.characters(), max_size=40) | st.sampled_from(["e", '"a b"', "l'œ ½", "a-1"])
TEXTS = st.text(alphabet=st.characters(), max_size=300) | st.text(
    alphabet="aeœ½ﬁ1 -\n\u0301\u00ad\ud800'.", max_size=300
)


@given(QUERIES, TEXTS, st.integers(min_value=-1, max_value=120))
def test_spans_and_snippets_are_always_slices_of_the_text(raw, text, width):
    highlighter = Highlighter(parse(raw), [("a", "e")])
    last = 0
    for start, end in highlighter.spans(text):
        assert last <= start < end <= len(text)
        last = end
    snippet = highlighter.snippet(text, width)
    assert "".join(part for part, _ in snippet.parts) in text
    assert all(part for part, _ in snippet.parts)
