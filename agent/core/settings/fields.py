"""Every setting as one row of data: its shape, its default, what it is for. All else reads this table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from agent.core.messages import AUTO, LANGUAGES
from agent.core.messages import settings as messages
from agent.core.model.access import AUTH_PROTOCOLS, NO_PRIVACY, PRIVACY_PROTOCOLS, SNMP_PORT
from agent.core.model.pace import NORMAL, PACES
from agent.core.settings.setting_types import (
    CLOCK,
    COMMUNITY,
    ENROLMENT_CODE,
    FINGERPRINT,
    FLAG,
    HOST,
    LINE,
    MAILBOX,
    PEM_FILE,
    PORT,
    PROFILE,
    SITE_ID,
    USER_NAME,
    Shape,
    one_of,
    or_empty,
    seconds,
)

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PORT_OF_SECURITY = {"none": 25, "starttls": 587, "tls": 465}  # RFC 5321, RFC 6409, RFC 8314


@dataclass(frozen=True, slots=True)
class Field:
    """One setting. A list has the shape of its items and needs `least` of them.

    `columns` are the keys of a table, where an item is one. A private value is never repeated in a
    complaint: somebody may have put a secret there. `help` is for who reads this table: nobody is shown it.
    """

    key: str
    shape: Shape
    default: Any
    help: str
    is_list: bool = False
    is_private: bool = False
    least: int = 0
    columns: tuple[Field, ...] = ()

    @property
    def section(self) -> str:
        """The table of settings.toml that holds it."""
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        """Its key within the section."""
        return self.key.rpartition(".")[2]

    def from_text(self, typed: str) -> object:
        """Return the TOML value of command-line text; a list's items as `split_items` has them."""
        if not self.is_list:
            return self.shape.from_text(typed)
        return [self.shape.from_text(item) for item in split_items(typed)]


def split_items(typed: str) -> list[str]:
    """Return the items of a typed list: separated by commas, or by semicolons as mail programs have it."""
    return [item.strip() for item in re.split("[,;]", typed) if item.strip()]


def _user_from_text(typed: str) -> object:
    values = typed.split()
    names = [column.name for column in USER_COLUMNS]
    return dict(zip(names, values, strict=False)) if len(values) <= len(names) else typed


USER = Shape(
    lambda: messages.USER,
    lambda v: isinstance(v, dict),
    _user_from_text,
)

USER_COLUMNS = (
    Field("name", USER_NAME, None, "The user's name on the printers."),
    Field(
        "auth",
        one_of(*AUTH_PROTOCOLS),
        "SHA",
        "How the user proves who it is.",
    ),
    Field(
        "privacy", one_of(NO_PRIVACY, *PRIVACY_PROTOCOLS), "AES", "How questions and answers are encrypted."
    ),
    Field("context", LINE, "", "The SNMP context, where a printer wants one."),
)

FIELDS = (
    Field("site.id", or_empty(SITE_ID), "", "The short name of this office in the subject of each mail."),
    Field("site.name", LINE, "", "The name of this office as people say it."),
    Field(
        "site.language",
        one_of(AUTO, *LANGUAGES),
        AUTO,
        "The language of all sentences; auto is the system's.",
    ),
    Field(
        "site.enrolment",
        or_empty(ENROLMENT_CODE),
        "",
        "The code that the receiver of the reports gave you.",
        is_private=True,
    ),
    Field(
        "network.targets",
        LINE,
        (),
        "Where printers are looked for, such as 192.168.1.0/24; empty means this computer's own networks.",
        is_list=True,
    ),
    Field("network.exclude", LINE, (), "Addresses that are never asked.", is_list=True),
    Field("network.port", PORT, SNMP_PORT, "The UDP port where printers answer SNMP."),
    Field(
        "network.communities",
        COMMUNITY,
        ("public",),
        'SNMP communities in the order they are tried: "public", or "keyring:NAME" for one in the keyring.',
        is_list=True,
        is_private=True,
    ),
    Field("network.timeout", seconds(0.1, 30), 0.5, "How many seconds one question waits at first."),
    Field(
        "network.pace",
        one_of(*PACES),
        NORMAL,
        "How fast addresses are asked; gentle is for routers with small neighbour tables and slow lines.",
    ),
    Field(
        "network.users",
        USER,
        (),
        "SNMPv3 users: name, auth, privacy and context of each; passphrases go into the keyring.",
        is_list=True,
        columns=USER_COLUMNS,
    ),
    Field("mail.host", or_empty(HOST), "", "The mail server that takes the reports."),
    Field("mail.port", PORT, None, "Its port; unless set, the usual one of mail.security (25, 587 or 465)."),
    Field(
        "mail.security", one_of(*PORT_OF_SECURITY), "starttls", "How the way to the mail server is encrypted."
    ),
    Field("mail.user", LINE, "", "The name to log in with; empty means no login."),
    Field("mail.sender", or_empty(MAILBOX), "", "The address that reports come from."),
    Field("mail.recipients", MAILBOX, (), "The addresses that reports go to.", is_list=True),
    Field(
        "mail.certificate_sha256",
        or_empty(FINGERPRINT),
        "",
        "The fingerprint of the one certificate to trust, for a server that signed its own.",
    ),
    Field(
        "mail.client_certificate",
        or_empty(PEM_FILE),
        "",
        "The PEM file in the data folder with this office's certificate and its encrypted key, for a server"
        " that knows senders by one; empty means none.",
    ),
    Field("mail.allow_public_host", FLAG, False, "Whether the mail server may stand outside this network."),
    Field(
        "mail.profile",
        or_empty(PROFILE),
        "",
        "The dealer profile whose table goes along with each mail as NAME.csv; empty means none.",
    ),
    Field(
        "mail.confirmed",
        FLAG,
        True,
        "Whether reports may be sent so; unless a policy says true, a person is asked once.",
    ),
    Field("schedule.at", CLOCK, "08:30", "When the daily run begins, in local time."),
    Field("schedule.days", one_of(*WEEK), WEEK[:5], "The days with a run.", is_list=True, least=1),
    Field("tray.autostart", FLAG, True, "Whether the icon starts with your session."),
    Field("tray.notify", FLAG, True, "Whether the icon notifies you when something needs attention."),
)

BY_KEY = {field.key: field for field in FIELDS}
SECTIONS = tuple(dict.fromkeys(field.section for field in FIELDS))
