"""Short lists that stand in standards: ISAD(G) levels, ISO 639 languages, rights statements."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """ISAD(G) 3.1.4."""

    FONDS = "fonds", _("Fonds")
    SUBFONDS = "sub-fonds", _("Sub-fonds")
    SERIES = "series", _("Series")
    SUBSERIES = "sub-series", _("Sub-series")
    FILE = "file", _("Archival file")
    ITEM = "item", _("Item")

    @classmethod
    def groupings(cls) -> list[tuple[str, Any]]:
        """Levels of what holds other descriptions."""
        return [choice for choice in cls.choices if choice[0] != cls.ITEM]

    @property
    def depth(self) -> int:
        """A part is of a level as deep as its whole, or deeper."""
        return list(type(self)).index(self)


class DocumentLanguage(models.TextChoices):
    """ISO 639; zxx is the standard's code for no linguistic content."""

    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    POLISH = "pl", _("Polish")
    GERMAN = "de", _("German")
    DUTCH = "nl", _("Dutch")
    ITALIAN = "it", _("Italian")
    SPANISH = "es", _("Spanish")
    ARABIC = "ar", _("Arabic")
    MULTIPLE = "mul", _("Several languages")
    NONE = "zxx", _("No words")


class Rights(models.TextChoices):
    """rightsstatements.org and Creative Commons."""

    CNE = "CNE", _("Copyright not evaluated")
    INC = "InC", _("In copyright")
    INC_EDU = "InC-EDU", _("In copyright, educational use permitted")
    NKC = "NKC", _("No known copyright")
    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0")
    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons Attribution-ShareAlike 4.0")
    CC0 = "CC0", _("Creative Commons Zero: no rights reserved")


# What the reader is told beside the statement's name.
RIGHTS_SENTENCES = {
    Rights.CNE: _("Whether it is protected is not known: ask before you reuse it."),
    Rights.INC: _("It is protected: you may read and quote it; any other use needs the owner’s permission."),
    Rights.INC_EDU: _("It is protected: you may use it for teaching, not otherwise without permission."),
    Rights.NKC: _("No right is known to limit its use; the archive cannot promise that there is none."),
    Rights.CC_BY: _("You may reuse it, on condition that you name the author."),
    Rights.CC_BY_SA: _("You may reuse it if you name the author and share your work under the same terms."),
    Rights.CC0: _("You may reuse it freely, without asking."),
}

RIGHTS_URLS = {
    Rights.CNE: "http://rightsstatements.org/vocab/CNE/1.0/",
    Rights.INC: "http://rightsstatements.org/vocab/InC/1.0/",
    Rights.INC_EDU: "http://rightsstatements.org/vocab/InC-EDU/1.0/",
    Rights.NKC: "http://rightsstatements.org/vocab/NKC/1.0/",
    Rights.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Rights.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Rights.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}
