"""What a printer complains of, as IPP printer-state-reasons keywords with their severity.

Sources: RFC 8011 section 5.4.12 (the keywords and the suffixes -error, -warning, -report),
PWG 5100.9 (prtAlertCode -> keyword), PWG 5107.3 (multifunction devices), the IANA IPP registry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.mib.enumerations import ALERT_CODE
from agent.core.model.printer import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


# PrtAlertSeverityLevelTC -> suffix; a number that is not here says nothing of how bad it is.
_CRITICAL = 3
_SUFFIX = {_CRITICAL: "error", 4: "warning", 5: "warning"}
_WORST_FIRST = ("error", "warning", "report")

# Alerts that report no trouble: something is fine again, is changing by itself, or was set by a person.
_NO_TROUBLE_EVENTS = frozenset({4, 6, 7, 19, 20, 23, 24, 25, 27, 28})  # closed ... resource removed
_NO_TROUBLE = _NO_TROUBLE_EVENTS | {
    *(502, 503, 505, 506, 507),  # door closed, power up, resets, ready to print
    *(802, 803, 804, 805, 806),  # other media lie in the tray
    1005,  # adjusting print quality
    *(1501, 1502, 1503, 1504, 1505, 1506),  # memory, cartridges, resources come and go
    1801,  # an alert is over
    *(6104, 6105),  # fax modem on, off
}

# A fuser cools down in every sleep, and devices warn of it; only as a critical alert is it a fault.
_TROUBLE_IF_CRITICAL = frozenset({1001})

# Codes whose keyword is older than PWG 5100.9 (RFC 8011), or is not spelled like their label.
_KEYWORD_OF_CODE = {
    2: NAMELESS,
    8: "media-jam",
    31: "subunit-recoverable-storage",
    32: "subunit-unrecoverable-storage",
    801: "input-tray-missing",
    807: "media-low",
    808: "media-empty",
    809: "media-needed",
    810: "media-needed",
    901: "output-tray-missing",
    902: "output-area-almost-full",
    903: "output-area-full",
    1001: "fuser-under-temp",
    1002: "fuser-over-temp",
    1101: "toner-empty",
    1104: "toner-low",
    1107: "marker-waste-almost-full",
    1108: "marker-waste-almost-full",
    1109: "marker-waste-full",
    1110: "marker-waste-full",
    1111: "opc-near-eol",
    1112: "opc-life-over",
    1113: "developer-low",
    1114: "developer-empty",
}

# Generic codes that the group makes definite: (PrtAlertGroupTC, PrtAlertCodeTC).
_KEYWORD_IN_GROUP = {
    (6, 18): "cover-open",
    (8, 9): "input-tray-missing",
    (8, 12): "media-low",
    (8, 13): "media-empty",
    (9, 9): "output-tray-missing",
    (9, 14): "output-area-almost-full",
    (9, 15): "output-area-full",
    (11, 9): "marker-supply-missing",
    (11, 12): "marker-supply-low",
    (11, 13): "marker-supply-empty",
    (11, 14): "marker-waste-almost-full",
    (11, 15): "marker-waste-full",
    (52, 8): "scan-media-path-jam",
}

# RFC 2790 hrPrinterDetectedErrorState. No keyword is registered for offline, serviceRequested and
# overduePreventMaint; devices set them at work too, so they stay names in detected_errors.
_REASON_OF_ERROR = {
    "lowPaper": "media-low-warning",
    "noPaper": "media-empty-error",
    "lowToner": "toner-low-warning",
    "noToner": "toner-empty-error",
    "doorOpen": "cover-open-error",
    "jammed": "media-jam-error",
    "inputTrayMissing": "input-tray-missing-error",
    "outputTrayMissing": "output-tray-missing-error",
    "markerSupplyMissing": "marker-supply-missing-error",
    "outputNearFull": "output-area-almost-full-warning",
    "outputFull": "output-area-full-error",
    "inputTrayEmpty": "media-empty-warning",
}

_FINISHING_CODES = range(30000, 32000)
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")


def reason_of_alert(code: int | None, severity: int | None, group: int | None) -> str | None:
    """Return the keyword of a prtAlertTable row, such as "cover-open-error".

    The three are the numbers of prtAlertCode, prtAlertSeverityLevel and prtAlertGroup. None for
    alerts that report no trouble, and for rows that say neither what nor how bad it is ("Ready",
    "Sleep"). A severity other than critical or warning makes a "-report".
    """
    if code is None or _is_no_trouble(code) or (code in _TROUBLE_IF_CRITICAL and severity != _CRITICAL):
        return None
    keyword = _KEYWORD_IN_GROUP.get((group or 0, code)) or _keyword_of_code(code)
    suffix = _SUFFIX.get(severity or 0, "report")
    return None if (keyword, suffix) == (NAMELESS, "report") else f"{keyword}-{suffix}"


def reasons_of_errors(detected: Sequence[str]) -> tuple[str, ...]:
    """Return the keywords of RFC 2790 error names, in their order; names without one give none."""
    return tuple(_REASON_OF_ERROR[name] for name in detected if name in _REASON_OF_ERROR)


def merge_reasons(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return all reasons in their order, each keyword once, with the worst severity it has anywhere.

    It stands where that severity is said first: "media-jam-warning" goes if "media-jam-error" is there.
    """
    reasons = dict.fromkeys(reason for group in groups for reason in group)
    return tuple(reason for reason in reasons if not any(worse in reasons for worse in _worse(reason)))


def _worse(reason: str) -> list[str]:
    keyword, _, suffix = reason.rpartition("-")
    if suffix not in _WORST_FIRST:
        return []
    return [f"{keyword}-{worse}" for worse in _WORST_FIRST[: _WORST_FIRST.index(suffix)]]


def _is_no_trouble(code: int) -> bool:
    return code in _NO_TROUBLE or (code in _FINISHING_CODES and code % 100 in _NO_TROUBLE_EVENTS)


def _keyword_of_code(code: int) -> str:
    """PWG 5100.9 makes its new keywords from the labels: inputTrayPositionFailure -> input-tray-..."""
    if code in _KEYWORD_OF_CODE:
        return _KEYWORD_OF_CODE[code]
    keyword = _CAPITAL_INSIDE.sub("-", ALERT_CODE.get(code, NAMELESS)).lower()
    # The registry has stapler-recoverable-storage, without the "error" of the label.
    return keyword.replace("-recoverable-storage-error", "-recoverable-storage")
