"""Names that other files of authorities give to an agent, checked by their own check digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


def iso_7064_11_2(digits: str) -> bool:
    """ISO/IEC 7064 MOD 11-2: ISNI and ORCID. The last sign may be X."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1: SIREN and SIRET."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def ppn(digits: str) -> bool:
    """The PPN of the Sudoc, which is the number of an IdRef notice: weights 9 to 2, modulo 11."""
    total = sum(int(digit) * (len(digits) - place) for place, digit in enumerate(digits[:-1]))
    check = (11 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


LA_POSTE = "356000000"


def siret(digits: str) -> bool:
    """La Poste's own establishments keep another rule: the sum of the digits is a multiple of five."""
    if digits.startswith(LA_POSTE):
        return sum(map(int, digits)) % 5 == 0 or luhn(digits)
    return luhn(digits) and luhn(digits[:9])


def _anything(value: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Scheme:
    """`form` of a value once blanks, dots and hyphens are gone; `address` with its value put in."""

    label: str
    form: str
    address: str
    check: Callable[[str], bool] = _anything
    hyphens: bool = False  # written in groups of four

    def reads(self, typed: str) -> str:
        """The value in its one form; "" when it is none of this scheme. Addresses are taken too."""
        value = typed.strip().rstrip("/")
        if "://" in value:
            value = value.rsplit("/", 1)[-1]
        value = re.sub(r"[\s.\u00a0\u202f-]", "", value).upper()
        value = value.removeprefix(self.label.upper())
        if not re.fullmatch(self.form, value) or not self.check(value):
            return ""
        return "-".join(value[at : at + 4] for at in range(0, len(value), 4)) if self.hyphens else value


SCHEMES = {
    "isni": Scheme("ISNI", r"\d{15}[\dX]", "https://isni.org/isni/{}", iso_7064_11_2),
    "orcid": Scheme("ORCID", r"\d{15}[\dX]", "https://orcid.org/{}", iso_7064_11_2, hyphens=True),
    "viaf": Scheme("VIAF", r"[1-9]\d{1,21}", "https://viaf.org/viaf/{}"),
    "idref": Scheme("IdRef", r"\d{8}[\dX]", "https://www.idref.fr/{}", ppn),
    "wikidata": Scheme("Wikidata", r"Q[1-9]\d{0,10}", "https://www.wikidata.org/wiki/{}"),
    "siren": Scheme("SIREN", r"\d{9}", "https://annuaire-entreprises.data.gouv.fr/entreprise/{}", luhn),
    "siret": Scheme("SIRET", r"\d{14}", "https://annuaire-entreprises.data.gouv.fr/etablissement/{}", siret),
    "rna": Scheme("RNA", r"W\d{9}", ""),
}


def address(scheme: str, value: str) -> str:
    """Where the identifier leads; "" where it leads nowhere."""
    return SCHEMES[scheme].address.format(value) if scheme in SCHEMES else ""
