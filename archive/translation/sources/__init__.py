from ..models import Work
from .base import Before, NotKept, Segment, Source, Standing
from .pages import Pages
from .things import Things

PAGES = Pages()
THINGS = Things()
SOURCES: tuple[Source, ...] = (PAGES, THINGS)

__all__ = ["PAGES", "SOURCES", "THINGS", "Before", "NotKept", "Segment", "Source", "Standing", "source_of"]


def source_of(work: Work) -> Source:
    return PAGES if work.is_page else THINGS
