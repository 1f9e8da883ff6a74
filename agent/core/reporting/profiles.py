"""Dealer profiles: the table of a report with the columns, names and signs that an importer asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.reporting.formulas import formula_of, is_formula
from agent.core.reporting.meters_csv import csv_text, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.core.report_format.report import Report

TIMES = ("ReadingTime", "LastSeen")  # the columns that hold a time


@dataclass(frozen=True, slots=True)
class Profile:
    """How an importer wants the table.

    `columns` are pairs of a header and the column of meters.csv below it, or a formula over these columns
    (see formulas.py); "" leaves it empty.
    `date_format` is written as strftime has it, "" for ISO 8601 with offset; times are the office's.
    Every number of the table is whole, so no decimal sign is chosen.
    """

    name: str
    description: str
    delimiter: str
    date_format: str
    encoding: str
    columns: tuple[tuple[str, str], ...]


def profile_csv(report: Report, profile: Profile) -> bytes:
    """Return the table of a report as a profile wants it; no cell is a formula to a spreadsheet.

    What the profile's encoding has no letter for becomes a question mark.
    """
    return profile_table(rows_of(report), profile)


def profile_table(rows: Iterable[Mapping[str, object]], profile: Profile) -> bytes:
    """Return rows, each its cells by their column in meters.csv, as a profile wants them."""
    header = [header for header, _ in profile.columns]
    cells = ([_cell(row, source, profile) for _, source in profile.columns] for row in rows)
    return csv_text(header, cells, profile.delimiter).encode(profile.encoding, errors="replace")


def _cell(row: Mapping[str, object], source: str, profile: Profile) -> object:
    if is_formula(source):
        return formula_of(source).of(row)
    value = row.get(source)
    if value is None or source not in TIMES or not profile.date_format:
        return value
    return datetime.fromisoformat(str(value)).strftime(profile.date_format)
