"""Roles: a literal, applied on every migrate. To change a right, change it here and in tests/test_roles.py.

Trees are named by the addresses of their roots: "" is the root of all, "fr" the French home, "fr/archive"
the catalogue, "en" the English tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ADMIN = "wagtailadmin.access_admin"
SEE_RESTRICTED = "catalogue.see_restricted"
CHANGE_ACCESS = "catalogue.change_access"
LETTERS = ("contributions.view_letter", "contributions.change_letter")
SEE_UNNAMED = "authorities.see_unnamed"
DESCRIBE_AGENTS = ("authorities.view_agent", "authorities.add_agent", "authorities.change_agent", SEE_UNNAMED)
SORT_AGENTS = ("authorities.delete_agent",)  # and merging
DESCRIBE_BUILDING = (
    *("authorities.view_element", "authorities.add_element", "authorities.change_element"),
    *("catalogue.add_plan", "catalogue.change_plan", "catalogue.delete_plan"),
    "authorities.delete_element",  # of one that nothing uses
    *("building.add_buildingagent", "building.change_buildingagent", "building.delete_buildingagent"),
    *(
        f"building.{action}_{thing}"
        for thing in ("phase", "protection", "milestone", "statement")
        for action in ("add", "change", "delete")
    ),
    *("building.add_funding", "building.change_funding", "building.delete_funding"),
)
CONCEPTS = "vocabularies"
NAME_CONCEPTS = (f"{CONCEPTS}.view_conceptscheme", f"{CONCEPTS}.view_concept", f"{CONCEPTS}.add_concept")
SORT_CONCEPTS = (  # merging, importing and exporting too
    *(f"{CONCEPTS}.{action}_concept" for action in ("change", "delete")),
    *(f"{CONCEPTS}.{action}_conceptscheme" for action in ("add", "change", "delete")),
)
WRITE_ENGLISH = "translation.write_english"  # of things: concepts, agents, parts of the building, findings
REVIEW_ENGLISH = "translation.review_english"
READ_GLOSSARY = "translation.view_glossaryterm"
WRITE_GLOSSARY = tuple(f"translation.{action}_glossaryterm" for action in ("view", "add", "change", "delete"))
DOCUMENTS = ("choose_document", "change_document")
IMAGES = ("add_image", "change_image", "choose_image")
WRITE = ("add", "change")
PUBLISH = ("publish",)
LOCKS = ("lock", "unlock")


@dataclass(frozen=True, slots=True)
class Role:
    """`pages`: tree → page permissions; `media`: permissions on the root collection."""

    name: str
    pages: dict[str, tuple[str, ...]]
    media: tuple[str, ...] = ()
    rights: tuple[str, ...] = field(default=(ADMIN,))


ROLES = {
    "archivist": Role(
        "Archivist",
        pages={"fr/archive": (*WRITE, *PUBLISH, *LOCKS)},
        media=(*DOCUMENTS, *IMAGES),
        rights=(
            ADMIN,
            SEE_RESTRICTED,
            CHANGE_ACCESS,
            *LETTERS,
            *DESCRIBE_AGENTS,
            *SORT_AGENTS,
            *DESCRIBE_BUILDING,
            *NAME_CONCEPTS,
            *SORT_CONCEPTS,
            READ_GLOSSARY,
        ),
    ),
    "editor": Role(
        "Editor",
        pages={"fr": (*WRITE, *PUBLISH, *LOCKS)},
        media=(*DOCUMENTS, *IMAGES),
        rights=(ADMIN, SEE_RESTRICTED, *DESCRIBE_AGENTS, *DESCRIBE_BUILDING, *NAME_CONCEPTS, READ_GLOSSARY),
    ),
    "translator": Role("Translator", pages={"en": ("change",)}, rights=(ADMIN, WRITE_ENGLISH, READ_GLOSSARY)),
    "reviewer": Role(
        "Reviewer",
        pages={"fr": ("change", *PUBLISH, *LOCKS), "en": ("change", *PUBLISH, *LOCKS)},
        media=DOCUMENTS,
        rights=(ADMIN, SEE_RESTRICTED, "authorities.view_agent", SEE_UNNAMED, *NAME_CONCEPTS[:2])
        + (WRITE_ENGLISH, REVIEW_ENGLISH, *WRITE_GLOSSARY),
    ),
    "administrator": Role(
        "Administrator",
        pages={"": (*WRITE, *PUBLISH, *LOCKS, "bulk_delete")},
        media=(*DOCUMENTS, *IMAGES, "delete_image", "add_collection", "change_collection"),
        rights=(
            ADMIN,
            SEE_RESTRICTED,
            CHANGE_ACCESS,
            *LETTERS,
            *DESCRIBE_AGENTS,
            *SORT_AGENTS,
            *DESCRIBE_BUILDING,
            *NAME_CONCEPTS,
            *SORT_CONCEPTS,
            WRITE_ENGLISH,
            REVIEW_ENGLISH,
            *WRITE_GLOSSARY,
            "accounts.add_user",
            "accounts.change_user",
            "accounts.delete_user",
            "auth.add_group",
            "auth.change_group",
            "wagtailcore.change_site",
            "wagtailcore.add_workflow",
            "wagtailcore.change_workflow",
            "wagtailcore.add_task",
            "wagtailcore.change_task",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        ),
    ),
}

# Wagtail's own review: who approves, and where it is offered.
REVIEW_NAME = "Relecture / Review"
REVIEWERS = ("reviewer", "administrator")
REVIEWED_TREES = ("fr", "en")
