"""The digest as one self-contained HTML file: no network, no script."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2

from agent.core.messages import days, printers, speaking
from agent.core.messages.catalogue import number
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
    Finding,
)
from cloud.core.portal.today import SENDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud.core.digest.values import Digest, OfficeLines

MOST_ROWS = 500  # nobody reads more, and the table has them all
OF_PRINTERS = (STANDSTILL, SHIP, DEVICE_SILENT, DEVICE_GONE, DEVICE_NEW, METER)


def page_of(digest: Digest) -> str:
    """Return the page in the dealer's language.

    Every text that an office or a device sent is escaped, cut and kept to itself.
    """
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(_part),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    with speaking(digest.language):
        return environment.get_template("page.html").render(
            digest=digest,
            figures=[(kind, len(digest.of_kind(kind))) for kind in KINDS],
            offices=cut(digest.by_office(), MOST_ROWS),
            left_out=max(0, len(digest.lines) - MOST_ROWS),
            of_printers=OF_PRINTERS,
            ship=SHIP,
            m=messages,
            said=messages.digest,
            sender=SENDER,
            sentence=sentence_of,
            days=days,
            left=partial(printers.left, fills_up=False),
            number=number,
            shortened=shortened,
        )


def cut(offices: Iterable[OfficeLines], most: int) -> list[OfficeLines]:
    """Return the first offices, with `most` lines together."""
    shown = []
    for office in offices:
        if most <= 0:
            break
        shown.append(office._replace(lines=office.lines[:most]))
        most -= len(office.lines)
    return shown


def sentence_of(found: Finding) -> str:
    """Return the sentence of a finding in the language that is spoken."""
    return str(messages.finding_sentences.sentence(found.kind, found.subject, found.details, found.text))


def _part(name: str) -> str:
    return files("cloud.core.digest").joinpath(name).read_text("utf-8")
