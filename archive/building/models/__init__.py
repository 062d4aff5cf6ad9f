from .agents import BuildingAgent, Concern
from .funding import Funding

__all__ = ["BuildingAgent", "Concern", "Funding"]
