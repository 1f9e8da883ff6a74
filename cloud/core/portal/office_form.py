"""What a person sets for an office, from the texts of a form to OfficeSettings and to the office's item."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from cloud.core.answers.problem import ProblemDetails
from cloud.core.messages import LANGUAGES
from cloud.core.portal.office import SUPPLY_KINDS, OfficeSettings, Threshold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cloud.core.item_types import SiteItem

LINES = ("contact", "phone", "mail")
LONGEST_LINE, LONGEST_TEXT = 200, 1000
THRESHOLDS = {f"threshold_{kind}": kind for kind in SUPPLY_KINDS}
FIELDS = (*LINES, "ship_to", "zone", "language", "standstill_at_once", *THRESHOLDS)
_THRESHOLD = re.compile(r"([0-9]{1,3})[ /,]+([0-9]{1,3})", re.ASCII)
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")


def settings_of(form: Mapping[str, str], before: OfficeSettings, zones: Collection[str]) -> OfficeSettings:
    """Return the settings with what a form says; a field that is not in it stays.

    Raises ProblemDetails, which names a bad one.
    `zones` are the IANA names that there are. A threshold is "PERCENT DAYS", empty for the default.
    """
    chosen = {name: form[name] for name in FIELDS if name in form}
    kept = asdict(before) | {
        name: chosen[name].strip() for name in (*LINES, "ship_to", "zone", "language") if name in chosen
    }
    for name in LINES:
        _check(name, kept[name], len(kept[name]) <= LONGEST_LINE and kept[name].isprintable(), "one line")
    _check("ship_to", "", len(kept["ship_to"]) <= LONGEST_TEXT and _is_text(kept["ship_to"]), "some lines")
    _check("mail", kept["mail"], not kept["mail"] or bool(_MAIL.fullmatch(kept["mail"])), "a mail address")
    _check("zone", kept["zone"], kept["zone"] in {"", *zones}, "an IANA time zone such as Europe/Berlin")
    _check(
        "language", kept["language"], kept["language"] in {"", *LANGUAGES}, f"one of {', '.join(LANGUAGES)}"
    )
    if "standstill_at_once" in chosen:
        kept["standstill_at_once"] = chosen["standstill_at_once"] == "yes"
    kept["thresholds"] = dict(before.thresholds)
    for name, kind in THRESHOLDS.items():
        if name in chosen:
            kept["thresholds"].pop(kind, None)
            if chosen[name].strip():
                kept["thresholds"][kind] = _threshold(name, chosen[name])
    return OfficeSettings(**kept)


def settings_text(settings: OfficeSettings) -> str:
    """Return settings as an item holds them."""
    return json.dumps(asdict(settings), ensure_ascii=False, sort_keys=True)


def settings_in(item: SiteItem | None) -> OfficeSettings:
    """Return the settings of an office's item; the usual ones where nobody set any."""
    told = json.loads((item and item.get("settings")) or "{}")
    thresholds = {kind: Threshold(*both) for kind, both in told.pop("thresholds", {}).items()}
    return OfficeSettings(**told, thresholds=thresholds)


def _threshold(name: str, text: str) -> Threshold:
    found = _THRESHOLD.fullmatch(text.strip())
    percent, days = (int(found[1]), int(found[2])) if found else (-1, -1)
    _check(name, text, 0 <= percent <= 99 and 0 <= days <= 365, "percent (0 to 99) and days (0 to 365)")  # noqa: PLR2004 (as it says)
    return Threshold(percent, days)


def _is_text(text: str) -> bool:
    return all(line.isprintable() for line in text.splitlines())


def _check(name: str, value: str, is_fine: bool, expected: str) -> None:
    if not is_fine:
        raise ProblemDetails(400, name, f"{name} is {expected}, not {value[:40]!r}.")
