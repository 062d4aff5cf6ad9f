from .batch import Batch
from .glossary import GlossaryTerm
from .pair import Pair
from .remark import Remark
from .work import State, Work
from .written import Written

__all__ = ["Batch", "GlossaryTerm", "Pair", "Remark", "State", "Work", "Written"]
