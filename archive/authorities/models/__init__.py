from .agent import Agent, Gender, Kind, Naming
from .element import KINDS, Element
from .parts import AgentIdentifier, AgentName

__all__ = ["KINDS", "Agent", "AgentIdentifier", "AgentName", "Element", "Gender", "Kind", "Naming"]
