"""To whom new findings go as soon as they are found: a webhook, a mail address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notify:
    """Where new findings of a dealer go; an empty text is nowhere.

    `url` is an https address outside of private networks, `mail` an e-mail address, `kinds` the kinds of
    finding that are told (none: all). The webhook's secret is shown once, when it is made.
    """

    url: str = ""
    mail: str = ""
    kinds: tuple[str, ...] = ()
