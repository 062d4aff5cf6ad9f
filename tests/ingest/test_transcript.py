"""Words become text again."""

from archive.ingest.leaf import Word
from archive.ingest.transcript import joined, paragraphs, plain, with_joins


def words(*blocks):
    found, line = [], 0
    for block, lines in enumerate(blocks):
        for text in lines:
            found += [Word(word, 0, 0, 0, 0, None, block, line) for word in text.split()]
            line += 1
    return with_joins(found)


LETTER = words(
    ["Les murs craignent l'humi-", "dité, même au-", "dessus du sol."],
    ["Saint-", "Vaast en 1959-", "1960 -", "fin."],
)


def test_a_word_goes_on_when_a_small_letter_follows_the_hyphen():
    assert [word.text for word in LETTER if word.joins] == ["l'humi-", "au-"]


def test_paragraphs_keep_their_lines_and_hyphens_and_know_their_words():
    first, second = paragraphs(LETTER)
    assert first.text == "Les murs craignent l'humi-\ndité, même au-\ndessus du sol."
    assert second.lines[0].words == (10,)
    assert first.words + second.words == tuple(range(len(LETTER)))
    for line in first.lines + second.lines:
        assert line.text == " ".join(LETTER[index].text for index in line.words)


def test_the_transcription_joins_lines_and_leaves_a_blank_line_between_paragraphs():
    assert plain(LETTER) == (
        "Les murs craignent l'humi-dité, même au-dessus du sol.\n\nSaint-Vaast en 1959- 1960 - fin."
    )


def test_only_cut_words_are_made_whole():
    assert joined(LETTER) == "l'humidité, audessus"


def test_a_word_cut_twice_is_made_whole():
    assert joined(words(["anti-", "consti-", "tution"])) == "anticonstitution"


def test_a_typewriters_other_hyphens_join_too():
    assert joined(words(["humi¬", "dité façade\u00ad", "ou"])) == "humidité façadeou"


def test_nothing_gives_nothing():
    assert paragraphs(()) == []
    assert plain(()) == joined(()) == ""
    assert joined(words(["dernier mot cou-"])) == ""
