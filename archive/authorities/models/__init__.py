from .agent import Agent, Gender, Kind, Naming
from .parts import AgentIdentifier, AgentName

__all__ = ["Agent", "AgentIdentifier", "AgentName", "Gender", "Kind", "Naming"]
