"""The meters that a closing misses, and the mail that asks an office for them."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING, NamedTuple

from agent.core.messages import days, speaking
from agent.core.model.shown_text import shortened
from cloud.core.closings.line import NO_READING, SILENT
from cloud.core.messages import closings
from cloud.core.time_zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cloud.core.closings.line import ClosingLine

MOST_NAMED = 200  # printers of one mail


class MissingMail(NamedTuple):
    """A mail that asks an office for meters: to whom, in its language."""

    to: str
    subject: str
    text: str


def is_missing(line: ClosingLine) -> bool:
    """Return whether a device was not read lately."""
    return NO_READING in line.blockers or SILENT in line.blockers


def missing_mail(  # noqa: PLR0913, PLR0917 (each is another thing)
    to: str, language: str, office: str, dealer: str, closed_on: date, lines: Iterable[ClosingLine], zone: str
) -> MissingMail:
    """Return the mail that names an office's missing meters, and says what to do."""
    with speaking(language):
        named = [_printer(line, zone) for line in lines]
        more = [closings.and_more(len(named) - MOST_NAMED)] if len(named) > MOST_NAMED else []
        text = closings.asking(office, dealer, days.day_and_year(closed_on), [*named[:MOST_NAMED], *more])
        return MissingMail(to, closings.asking_subject(office), text)


def letter_of_missing(mail: MissingMail, sender: str, answers_to: str) -> EmailMessage:
    """Return the mail as it is sent; answers go to the person who had it sent."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, mail.to, mail.subject
    if answers_to:
        letter["Reply-To"] = answers_to
    letter.set_content(mail.text)
    return letter


def _printer(line: ClosingLine, zone: str) -> str:
    reading = line.reading
    if reading is None:
        return shortened(line.device.rpartition(":")[2])
    name = shortened(" ".join((reading.model or "").split()))
    serial = shortened(" ".join((reading.serial_number or "").split()))
    day = days.day_and_year(reading.read_at.astimezone(zone_of(zone)).date())
    return closings.missing_printer(name, serial, day)
