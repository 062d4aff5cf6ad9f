"""The end of a review publishes what was reviewed, not what was typed since."""

from __future__ import annotations

from typing import Any


def publish_reviewed(workflow_state: Any, user: Any = None) -> None:
    """Called by Wagtail when the last review is approved (WAGTAIL_FINISH_WORKFLOW_ACTION).

    The right to review was checked by the step itself: the reviewer needs no other.
    """
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
