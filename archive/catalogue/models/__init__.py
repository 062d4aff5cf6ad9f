from .archive import ArchivePage
from .artistic_output import ArtisticOutputPage
from .diagnostic_report import DiagnosticReportPage
from .element import RecordElement
from .finding import Boxed, Finding, Observation, ObservationPhotograph
from .historical_document import HistoricalDocumentPage
from .mark import Mark
from .plan import Placement, Plan
from .record import DOCUMENT_TYPES, SUBJECTS, RecordCaption, RecordFile, RecordPage
from .record_relation import RecordRelation
from .relations import CREATORS, AgentRole, Periodic, RecordAgent, SeriesAgent
from .restriction import Restriction
from .series import SeriesPage
from .subject import RecordSubject

# The families of records, in the order in which they are shown.
FAMILIES: dict[str, type[RecordPage]] = {
    "historical_document": HistoricalDocumentPage,
    "diagnostic_report": DiagnosticReportPage,
    "artistic_output": ArtisticOutputPage,
}

__all__ = [
    "CREATORS",
    "DOCUMENT_TYPES",
    "FAMILIES",
    "AgentRole",
    "ArchivePage",
    "ArtisticOutputPage",
    "Boxed",
    "DiagnosticReportPage",
    "Finding",
    "HistoricalDocumentPage",
    "Mark",
    "Observation",
    "ObservationPhotograph",
    "Periodic",
    "Placement",
    "Plan",
    "RecordAgent",
    "RecordCaption",
    "RecordElement",
    "RecordFile",
    "RecordPage",
    "RecordRelation",
    "RecordSubject",
    "Restriction",
    "SUBJECTS",
    "SeriesAgent",
    "SeriesPage",
]
