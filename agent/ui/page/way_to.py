"""A page that leads to a place on the report page, for desktops that open a file but no place in it."""

from __future__ import annotations

from agent.core.messages import current_language, tray
from agent.ui.templates import template_of


def render_way_to(target: str) -> bytes:
    """Return the page that leads to `target`, a file of the same folder with its fragment; UTF-8."""
    page = template_of("agent.ui.page", "way_to.html")
    return page.render(language=current_language(), target=target, label=tray.SHOW).encode()
