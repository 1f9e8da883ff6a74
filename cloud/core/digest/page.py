"""The digest as one self-contained HTML file: no network, no script."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2

from agent.core.messages import current_language, days
from agent.core.model.shown_text import shortened
from cloud.core import messages
from cloud.core.analysis.finding import (
    DEVICE_GONE,
    DEVICE_NEW,
    DEVICE_SILENT,
    KINDS,
    METER,
    SHIP,
    STANDSTILL,
)

if TYPE_CHECKING:
    from cloud.core.digest.values import Digest

MOST_ROWS = 500  # of one section: nobody reads more, and the table has them all
OF_PRINTERS = (STANDSTILL, SHIP, DEVICE_SILENT, DEVICE_GONE, DEVICE_NEW, METER)


def page_of(digest: Digest) -> str:
    """Return the page; every text that an office or a device sent is escaped, cut and kept to itself."""
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(_part),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        language=current_language(),
        digest=digest,
        sections=[(kind, digest.of_kind(kind)) for kind in KINDS],
        of_printers=OF_PRINTERS,
        ship=SHIP,
        most=MOST_ROWS,
        messages=messages,
        days=days,
        shortened=shortened,
    )


def _part(name: str) -> str:
    return files("cloud.core.digest").joinpath(name).read_text("utf-8")
