"""What `admin` answers, as lines for a terminal: whatever an office wrote is one line of plain characters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 70  # characters of a column
COLUMNS = {
    "dealers": ("dealer", "name", "layout", "digest_to"),
    "sites": ("site", "name"),
    "codes": ("site", "code_id", "until"),
    "senders": ("state", "agent", "key", "site", "said_site", "said_name", "follows", "last_made_at"),
    "devices": ("device", "read_at", "agent"),
    "alerts": ("alert", "site", "since", "text"),
    "mails": ("arrived", "outcome", "reason", "mail"),
    "log": ("when", "who", "what", "about", "why"),
}
NOTHING = "Nothing."


def lines_of(deed: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a heading and a line for each item; one line if there is none."""
    columns = COLUMNS[deed]
    is_empty = True
    for item in items:
        if is_empty:
            yield "  ".join(columns)
        is_empty = False
        yield "  ".join(plain(item.get(name)) for name in columns)
    if is_empty:
        yield NOTHING


def sentence_of(deed: str, done: Any) -> str:  # noqa: ANN401 (each deed answers its own)
    """Return the sentence of what was done."""
    if deed == "issue_code":
        return f"{done}\nTo be typed into the office's settings, [site] enrolment. It is shown this once."
    if isinstance(done, dict):
        return f"Erased: {', '.join(f'{count} {name}' for name, count in done.items())}."
    return f"Done: {plain(done)}." if done else "Done."


def plain(value: object) -> str:
    """Return a value as one short piece of a line; what is not there is a dash."""
    if value in (None, ""):
        return "-"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
