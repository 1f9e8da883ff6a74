"""What a terminal shows: a table of printers and the lines around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.core.condition_text import most_urgent, of_report, sentence_of
from agent.core.mail.letter import headline
from agent.core.reporting.attention import needs_of
from agent.core.reporting.overview import Glance, glances
from agent.core.words import printers, reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

GAP = "  "
SUPPLIES_WIDTH = 60


def printers_table(report: Mapping[str, Any]) -> str:
    """Return the report's printers as a table of text, then what needs a hand."""
    return "\n".join(_lines(report))


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    rows = [row for glance in glances(report) for row in _rows(glance)]
    if rows:
        table = (tuple(head.upper() for head in printers.TABLE_HEADS), *rows)
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        yield from (_line(row, widths) for row in table)
        yield ""
    yield headline(report)
    for condition in most_urgent(of_report(report)):
        yield f"  ! {sentence_of(condition)}"
    if report.get("not_asked"):
        yield f"  - {reports.not_asked(len(report['not_asked']))}"
    for need in needs_of(report):
        yield f"  {'!' if need.urgent else '-'} {need.printer}: {'; '.join(need.sentences)}."
    for row in report["unreadable"]:
        yield f"  ! {row['ip_address']}: {row['why']} {row['advice']}"
    for row in report["left_out"]:
        yield f"  - {row['ip_address']}: {row['why']}."
    for note in report["scan"]["notes"]:
        yield f"  - {note}"
    for network in report["scan"].get("networks_left_out", ()):
        yield f"  - {network['name']}: {network['why']}."


def _rows(glance: Glance) -> Iterator[tuple[str, ...]]:
    first, *more = _wrapped(glance.supplies)
    yield glance.name, glance.ip_address, glance.serial_number or printers.NOT_READABLE, glance.life, first
    for line in more:
        yield "", "", "", "", line


def _wrapped(parts: Sequence[str]) -> list[str]:
    """Return the parts on lines of at most SUPPLIES_WIDTH, a part never broken."""
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]}, {part}" if lines[-1] else part
        if len(joined) > SUPPLIES_WIDTH and lines[-1]:
            lines.append(part)
        else:
            lines[-1] = joined
    return lines


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
