"""Applies the literal of roles.py: groups, page and media permissions, and the review."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from .roles import REVIEW_NAME, REVIEWED_TREES, REVIEWERS, ROLES, Role

PAGE_PERMISSIONS = {"add": "add_page", "change": "change_page", "publish": "publish_page"}
PAGE_PERMISSIONS |= {"lock": "lock_page", "unlock": "unlock_page", "bulk_delete": "bulk_delete_page"}


def apply_after_last_app(sender: AppConfig, **kwargs: Any) -> None:
    """post_migrate is sent once for each app; only after the last do all permissions exist."""
    with_models = [config for config in apps.get_app_configs() if config.models_module is not None]
    if sender.name == with_models[-1].name:
        for config in apps.get_app_configs():
            create_permissions(config, verbosity=0)
        apply_roles()


@transaction.atomic
def apply_roles() -> None:
    if Collection.get_first_root_node() is None:  # an emptied database: there is nothing to have rights on
        return
    for role in ROLES.values():
        _apply(role, Group.objects.get_or_create(name=role.name)[0])
    _offer_review()


def tree(address: str) -> Page | None:
    """The page at "fr/archive": first part a language, then slugs; None where it does not stand."""
    page = Page.get_first_root_node()
    if not address or page is None:
        return page
    language, *slugs = address.split("/")
    page = page.get_children().filter(locale__language_code=language).first()
    for slug in slugs:
        page = page.get_children().filter(slug=slug).first() if page else None
    return page


def _apply(role: Role, group: Group) -> None:
    group.permissions.set(_named(right) for right in role.rights)
    wanted = {
        (page.pk, PAGE_PERMISSIONS[action])
        for address, actions in role.pages.items()
        if (page := tree(address))
        for action in actions
    }
    for kept in GroupPagePermission.objects.filter(group=group).select_related("permission"):
        if (kept.page_id, kept.permission.codename) in wanted:
            wanted.discard((kept.page_id, kept.permission.codename))
        else:
            kept.delete()
    for page_id, codename in wanted:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page_id=page_id, permission=permission)
    _apply_media(role, group)


def _apply_media(role: Role, group: Group) -> None:
    """Wagtail asks for the permissions of its own Document and Image, whatever model stands in."""
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(group=group).exclude(
        permission__codename__in=role.media
    ).delete()
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtaildocs", "wagtailimages", "wagtailcore"], codename__in=role.media
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _named(right: str) -> Permission:
    app_label, _, codename = right.partition(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _offer_review() -> None:
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW_NAME)
    task = GroupApprovalTask.objects.filter(name=REVIEW_NAME).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=REVIEW_NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    task.groups.set(Group.objects.filter(name__in=[ROLES[key].name for key in REVIEWERS]))
    for address in REVIEWED_TREES:
        page = tree(address)
        if page is not None:
            WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
