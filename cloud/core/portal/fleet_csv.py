"""The rows of a fleet as CSV: the columns that are seen, the agent's, or those of one of its profiles."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from agent.core.reporting.columns import COLUMN_NAMES
from agent.core.reporting.meters_csv import csv_text
from agent.core.reporting.profiles import Profile, profile_table
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.fleet_select import value_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cloud.core.portal.row import FleetRow

SEEN, AGENT = "seen", "agent"
_FOLDER = "agent.core.reporting"
_ENDING = ".toml"


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that the agent brings."""
    found = (one.name for one in files(_FOLDER).joinpath("profiles").iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def csv_of_rows(
    rows: Sequence[FleetRow], kind: str, columns: Sequence[str], names: Mapping[str, str]
) -> bytes:
    """Return rows as CSV: `kind` is SEEN (the `columns`), AGENT, or the name of a profile.

    Raises ProblemDetails (404) if there is no such profile.

    UTF-8 with BOM and commas but where a profile says otherwise; no cell is a formula to a spreadsheet.
    """
    if kind not in {SEEN, AGENT}:
        return profile_table(
            (dict(zip(COLUMN_NAMES, row.cells, strict=True)) for row in rows), agent_profile(kind)
        )
    header = columns if kind == SEEN else COLUMN_NAMES
    cells = ([_cell(value_of(row, name, names)) for name in header] for row in rows)
    return csv_text(header, cells).encode("utf-8-sig", errors="replace")


def _cell(value: object) -> object:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def agent_profile(name: str) -> Profile:
    """Return a profile that the agent brings; ProblemDetails (404) if there is none of that name."""
    if name not in profile_names():
        raise ProblemDetails(
            404, "columns", f"There is no profile {name[:40]}. There are: {', '.join(profile_names())}."
        )
    return profile_of(name, files(_FOLDER).joinpath("profiles", f"{name}{_ENDING}").read_text("utf-8"))


def profile_of(name: str, text: str) -> Profile:
    """Return the profile of TOML text that is known to be right."""
    document = tomllib.loads(text)
    columns = tuple((header, source) for header, source in document.pop("columns"))
    usual = {"description": "", "delimiter": ",", "date_format": "", "encoding": "utf-8-sig"}
    return Profile(name=name, columns=columns, **(usual | document))
