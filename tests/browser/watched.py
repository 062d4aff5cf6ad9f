"""A page of the browser that keeps what must not happen: an error of a script, a request that leaves the site."""

from __future__ import annotations

from typing import Any

WIDTHS = (390, 1280)


def open_watched(context: Any, base_url: str) -> Any:
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("requestfailed", lambda request: page.problems.append(f"failed: {request.url}"))
    page.on("request", lambda request: _keep_if_it_leaves(page, base_url, request.url))
    return page


def _keep_if_it_leaves(page: Any, base_url: str, url: str) -> None:
    if not url.startswith((base_url, "data:", "blob:")):
        page.problems.append(f"left the site: {url}")


def log_in(page, name):
    page.goto("/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", "x")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
