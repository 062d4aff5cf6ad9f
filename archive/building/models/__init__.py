from .agents import BuildingAgent, Concern
from .funding import Funding
from .history import Announcement, Milestone, Phase, Protection, Statement

__all__ = [
    "Announcement",
    "BuildingAgent",
    "Concern",
    "Funding",
    "Milestone",
    "Phase",
    "Protection",
    "Statement",
]
