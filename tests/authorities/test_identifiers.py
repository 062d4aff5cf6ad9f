"""Identifiers of other files are read in any form and refused when a digit is wrong."""

import pytest

from archive.authorities.identifiers import SCHEMES, address

RIGHT = [
    ("isni", "0000 0001 2281 955X", "000000012281955X"),
    ("isni", "https://isni.org/isni/000000012281955X", "000000012281955X"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "000000021694233x", "0000-0002-1694-233X"),
    ("orcid", "0000-0002-9079-593X", "0000-0002-9079-593X"),
    ("viaf", "http://viaf.org/viaf/102333412/", "102333412"),
    ("idref", "https://www.idref.fr/026403064", "026403064"),
    ("idref", "IdRef 026927608", "026927608"),
    ("wikidata", "http://www.wikidata.org/entity/Q90", "Q90"),
    ("wikidata", "q90", "Q90"),
    ("siren", "732 829 320", "732829320"),
    ("siret", "732 829 320 00074", "73282932000074"),
    ("siret", "35600000049837", "35600000049837"),
    ("rna", "W623000123", "W623000123"),
]


@pytest.mark.parametrize(("scheme", "typed", "read"), RIGHT)
def test_an_identifier_is_read_in_its_one_form(scheme, typed, read):
    assert SCHEMES[scheme].reads(typed) == read


@pytest.mark.parametrize("scheme", ["isni", "orcid", "idref", "siren", "siret"])
def test_one_wrong_digit_is_refused(scheme):
    value = next(read for name, _typed, read in RIGHT if name == scheme).replace("-", "")
    for place, sign in enumerate(value):
        other = "1" if sign != "1" else "2"
        assert not SCHEMES[scheme].reads(value[:place] + other + value[place + 1 :]), (place, other)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("typed", ["", "x", "123", "½¾", "٣" * 16, "https://", "Q", "' OR 1=1"])
def test_what_is_no_identifier_is_refused(scheme, typed):
    assert SCHEMES[scheme].reads(typed) == ("123" if (scheme, typed) == ("viaf", "123") else "")


def test_an_identifier_leads_to_its_file():
    assert address("wikidata", "Q90") == "https://www.wikidata.org/wiki/Q90"
    assert address("rna", "W623000123") == ""
