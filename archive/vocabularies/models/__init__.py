from .concept import Concept, ConceptMatch, FormerConcept
from .label import ConceptLabel
from .scheme import ConceptScheme

__all__ = ["Concept", "ConceptLabel", "ConceptMatch", "ConceptScheme", "FormerConcept"]
