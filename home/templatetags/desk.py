"""What the desk says inside Wagtail's own pages."""

from __future__ import annotations

from django import template

from home.desk.readiness import readiness

register = template.Library()
register.simple_tag(readiness)
