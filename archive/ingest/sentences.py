"""What a cause means, said to a person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .leaf import Cause

SENTENCES: dict[str, Promise] = {
    Cause.EMPTY: _("The file is empty."),
    Cause.NOT_WHAT_IT_CLAIMS: _("The file is not what it claims to be."),
    Cause.UNSUPPORTED: _("The archive cannot read this kind of file. The file itself is kept."),
    Cause.PASSWORD: _("The file is protected by a password. Deposit a copy without one; this one is kept."),
    Cause.DAMAGED: _("The file is damaged: it could not be read to its end. It is kept as it is."),
    Cause.TOO_MANY_PAGES: _(
        "The file has more pages than the archive reads. Divide it, then deposit the parts."
    ),
    Cause.TOO_LARGE: _("A page of the file is larger than the archive can show. The file itself is kept."),
    Cause.OUT_OF_MEMORY: _(
        "A page of the file asks for more memory than is allowed. The file itself is kept."
    ),
    Cause.OUT_OF_TIME: _("Reading the file took longer than is allowed. The file itself is kept."),
    Cause.CRASHED: _("The reading of the file broke off several times. The file itself is kept."),
    Cause.DISK_FULL: _("The archive’s disk is full. The file is kept: make room, then try again."),
    Cause.OCR_MISSING: _("The text of scanned pages was not read: no OCR is installed on this machine."),
}


def sentence(code: str) -> Promise | str:
    return SENTENCES.get(code, _("The file could not be read. It is kept as it is."))
