"""What the printer says of its state: status, error bits, alerts, panel (RFC 2790, RFC 3805).

The panel is searched for toner low or empty in English, German, French, Spanish and Italian, for devices
that leave error bits and alert table empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.mib import enumerations, objects
from agent.core.mib.enumerations import label
from agent.core.mib.state_reasons import reason_of_alert
from agent.core.model.printer import Alert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.interpretation.texts import Texts
    from agent.core.model.walk import Walk


def read_status(walk: Walk, index: int) -> str:
    """Return hrPrinterStatus: idle, printing, warmup, other or unknown."""
    rows = walk.integers(objects.HR_PRINTER_STATUS)
    return label(enumerations.PRINTER_STATUS, rows.get((index,))) or "unknown"


def read_detected_errors(walk: Walk, index: int) -> tuple[str, ...]:
    """Return the names of the bits in hrPrinterDetectedErrorState (0, 1 or 2 octets, RFC 2790).

    Bit 0 is the most significant bit of the first octet.
    """
    octets = walk.octets(objects.HR_PRINTER_DETECTED_ERROR_STATE).get((index,), b"")
    return tuple(
        name
        for bit, name in enumerate(enumerations.DETECTED_ERRORS)
        if bit // 8 < len(octets) and octets[bit // 8] & (0x80 >> bit % 8)
    )


def read_console(texts: Texts) -> tuple[str, ...]:
    """Return the lines of the panel that hold any text."""
    return tuple(texts.console(objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT))


def read_alerts(walk: Walk, texts: Texts) -> tuple[Alert, ...]:
    """Return every row of prtAlertTable, pseudo alerts too: their reason is None."""
    severity = walk.integers(objects.PRT_ALERT_SEVERITY_LEVEL)
    training = walk.integers(objects.PRT_ALERT_TRAINING_LEVEL)
    group = walk.integers(objects.PRT_ALERT_GROUP)
    group_index = walk.integers(objects.PRT_ALERT_GROUP_INDEX)
    location = walk.integers(objects.PRT_ALERT_LOCATION)
    code = walk.integers(objects.PRT_ALERT_CODE)
    descriptions = texts.column(objects.PRT_ALERT_DESCRIPTION)
    return tuple(
        Alert(
            severity=label(enumerations.ALERT_SEVERITY, severity.get(row)),
            training_level=label(enumerations.ALERT_TRAINING_LEVEL, training.get(row)),
            group=label(enumerations.ALERT_GROUP, group.get(row)),
            group_index=group_index.get(row),
            location=location.get(row),
            code=label(enumerations.ALERT_CODE, code.get(row)),
            description=descriptions.get(row),
            reason=reason_of_alert(code.get(row), severity.get(row), group.get(row)),
        )
        for row in sorted({*severity, *code, *descriptions})
        if row
    )


_TONER = r"t[oó]ner"
_INK = r"ink|tinte|encre|tinta|inchiostro"
# What may stand between the supply and what is said of it: not another subject.
_OTHERS = r"paper|papier|carta|papel|tray|fach|bac|vassoio|bandeja|drum|trommel|ok\b"
_BETWEEN = rf"(?:(?!{_OTHERS})[\w\s:().\-/]){{0,25}}?"
_WASTE = re.compile(
    r"waste|used|collector|alt-?toner|rest-?toner|usag[ée]|r[ée]cup|residu|usad|recuper|esaust",
    re.IGNORECASE,
)

_LOW = (
    r"low|almost (?:empty|out)|near(?:ly)? (?:end|empty)|running (?:low|out)|soon|order|prepare",
    r"niedrig|fast leer|bald leer|(?:geht )?zur neige|wenig|gering|bestellen",
    r"faible|bas|presque (?:vide|[ée]puis[ée]e?)|bient[oô]t (?:vide|[ée]puis[ée]e?)|peu de",
    r"baj[oa]|poc[oa]|casi (?:vac[ií][oa]|agotad[oa])",
    r"in esaurimento|scars[oa]|quasi (?:esaurit[oa]|vuot[oa])|bass[oa]",
)
_EMPTY = (
    r"empty|replace|out of|change|exchange|end of life",
    r"leer|ersetz(?:en|t|\.)|wechseln|austauschen|verbraucht",
    r"vide|remplacer|remplacez|[ée]puis[ée]e?|changer",
    r"vac[ií][oa]|agotad[oa]|reemplazar|reemplace|sustituir|cambiar",
    r"esaurit[oa]|vuot[oa]|sostituire|cambiare",
)


def _said(supply: str, words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds a supply and one of the words said of it, whichever stands first."""
    name, word = rf"\b(?:{supply})", rf"\b(?:{'|'.join(words)})(?!\w)"
    return re.compile(rf"{word}{_BETWEEN}{name}\b|{name}\w*{_BETWEEN}{word}", re.IGNORECASE)


# What is said both low and to be replaced is low ("toner low, replace soon"), so low comes first.
_REASONS = tuple(
    (_said(supply, words), f"{keyword}-{reason}")
    for supply, keyword in ((_TONER, "toner"), (_INK, "marker-supply"))
    for words, reason in ((_LOW, "low-warning"), (_EMPTY, "empty-error"))
)


def reasons_of_console(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the state reasons that the lines of a panel tell, such as "toner-low-warning"."""
    found = (_reason(line) for line in lines if not _WASTE.search(line))
    return tuple(dict.fromkeys(reason for reason in found if reason))


def _reason(line: str) -> str | None:
    return next((reason for pattern, reason in _REASONS if pattern.search(line)), None)
