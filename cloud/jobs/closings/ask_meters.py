"""An office asked for the meters that a closing misses: looked at first, then queued to be sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings.missing_meters import is_missing, missing_mail
from cloud.core.messages import LANGUAGES
from cloud.core.portal.notify import is_mail
from cloud.core.portal.office_form import settings_in
from cloud.jobs.closings.preview import preview_of
from cloud.jobs.portal.notify import OFFICE, outbox_item

if TYPE_CHECKING:
    from datetime import date

    from cloud.core.closings.missing_meters import MissingMail
    from cloud.core.decisions import Word
    from cloud.edge.table import Table


def mail_for(table: Table, dealer: str, site: str, closed_on: date, word: Word) -> MissingMail:
    """Return the mail that asks an office for its missing meters.

    ProblemDetails: 404 for an office that there is not, 400 where it has no address, or nothing is missing.
    """
    found = preview_of(table, dealer, closed_on, site, word.when)
    office = found.offices.items[site]
    settings = settings_in(office)
    lines = [line for line in found.lines if is_missing(line)]
    if not lines:
        raise ProblemDetails(400, "site", "No meter of this office is missing.")
    if not settings.mail:
        raise ProblemDetails(400, "mail", "This office has no mail address. Enter one on its page.")
    about = table.get(keys.dealer_key(dealer))
    name = about["name"] if about else dealer
    language = settings.language or LANGUAGES[0]
    zone = found.offices.zone(site)
    return missing_mail(settings.mail, language, office["name"], name, closed_on, lines, zone)


def ask(table: Table, dealer: str, site: str, closed_on: date, word: Word) -> None:
    """Queue the mail that asks an office for its missing meters; as mail_for."""
    mail = mail_for(table, dealer, site, closed_on, word)
    body = json.dumps({**mail._asdict(), "answers_to": word.who if is_mail(word.who) else ""})
    table.put(outbox_item(dealer, OFFICE, body, word.when))
