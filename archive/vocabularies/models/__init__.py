from .concept import AlsoUnder, Concept, ConceptMatch, FormerConcept, clashing_labels
from .label import ConceptLabel, folded
from .scheme import ConceptScheme
from .shipped import ShippedConcept

__all__ = [
    "AlsoUnder",
    "Concept",
    "ConceptLabel",
    "ConceptMatch",
    "ConceptScheme",
    "FormerConcept",
    "ShippedConcept",
    "clashing_labels",
    "folded",
]
