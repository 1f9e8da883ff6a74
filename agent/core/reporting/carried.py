"""A report as files that a person carries: names that every system takes, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.model.file_names import safe_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.report_format.report import Report

ID_LENGTH = (
    8  # characters of a report_id in a name: content of one day and office that differs, differs there
)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one report as bytes: meters.json, meters.sig, meters.csv, the page, the mail.

    `signature` and `message` are None where there is none; `tables` are dealer tables by file name.
    """

    report: bytes
    signature: bytes | None
    csv: bytes
    page: bytes
    message: bytes | None
    tables: Mapping[str, bytes]


def stem_of(report: Report) -> str:
    """Return the beginning of the names of a report's files: "meters-north-2026-11-22-run7".

    A report outside the chain has no run; its name ends in the beginning of its report_id.
    """
    run = report["run_number"]
    last = f"run{run}" if run is not None else safe_part(report["report_id"])[:ID_LENGTH]
    return f"meters-{safe_part(report['site']['id'])}-{report['scan']['began'][:10]}-{last}"


def files_of(stem: str, forms: Forms) -> dict[str, bytes]:
    """Return a report's files by name, in the order in which they are to be written.

    The report comes last: where it is, its signature is.
    """
    contents = {
        f"{stem}.sig": forms.signature,
        f"{stem}.csv": forms.csv,
        **{f"{stem}-{name}": table for name, table in forms.tables.items()},
        f"{stem}.html": forms.page,
        f"{stem}.eml": forms.message,
        f"{stem}.json": forms.report,
    }
    return {name: content for name, content in contents.items() if content is not None}
