"""Every setting as one row of data, in the class of its section of settings.toml. All else reads these."""

from dataclasses import dataclass

from agent.core.messages import AUTO, LANGUAGES
from agent.core.messages import settings as messages
from agent.core.model.access import AUTH_PROTOCOLS, NO_PRIVACY, PRIVACY_PROTOCOLS, SNMP_PORT
from agent.core.model.pace import NORMAL, PACES
from agent.core.settings.field import setting, settings_in
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


def _user_from_text(typed: str) -> object:
    values = typed.split()
    names = [column.name for column in USER_COLUMNS]
    return dict(zip(names, values, strict=False)) if len(values) <= len(names) else typed


USER = Shape(lambda: messages.USER, lambda v: isinstance(v, dict), _user_from_text)


@dataclass(frozen=True, slots=True)
class Site:
    """This office. Each text is empty where nobody chose one."""

    id: str = setting(or_empty(SITE_ID), "", "The short name of this office in the subject of each mail.")
    name: str = setting(LINE, "", "The name of this office as people say it.")
    language: str = setting(
        one_of(AUTO, *LANGUAGES), AUTO, "The language of all sentences; auto is the system's."
    )
    enrolment: str = setting(
        or_empty(ENROLMENT_CODE), "", "The code that the receiver of the reports gave you.", is_private=True
    )


@dataclass(frozen=True, slots=True)
class SnmpUser:
    """A row of [[network.users]]: an SNMPv3 user without its passphrases."""

    name: str = setting(USER_NAME, None, "The user's name on the printers.")
    auth: str = setting(one_of(*AUTH_PROTOCOLS), "SHA", "How the user proves who it is.")
    privacy: str = setting(
        one_of(NO_PRIVACY, *PRIVACY_PROTOCOLS), "AES", "How questions and answers are encrypted."
    )
    context: str = setting(LINE, "", "The SNMP context, where a printer wants one.")


USER_COLUMNS = settings_in(SnmpUser)


@dataclass(frozen=True, slots=True)
class Network:
    """Where and how printers are asked. `timeout` is in seconds; no targets = the own networks."""

    targets: tuple[str, ...] = setting(
        LINE,
        (),
        "Where printers are looked for, such as 192.168.1.0/24; empty means this computer's own networks.",
        is_list=True,
    )
    exclude: tuple[str, ...] = setting(LINE, (), "Addresses that are never asked.", is_list=True)
    port: int = setting(PORT, SNMP_PORT, "The UDP port where printers answer SNMP.")
    communities: tuple[str, ...] = setting(
        COMMUNITY,
        ("public",),
        'SNMP communities in the order they are tried: "public", or "keyring:NAME" for one in the keyring.',
        is_list=True,
        is_private=True,
    )
    timeout: float = setting(seconds(0.1, 30), 0.5, "How many seconds one question waits at first.")
    pace: str = setting(
        one_of(*PACES),
        NORMAL,
        "How fast addresses are asked; gentle is for routers with small neighbour tables and slow lines.",
    )
    users: tuple[SnmpUser, ...] = setting(
        USER,
        (),
        "SNMPv3 users: name, auth, privacy and context of each; passphrases go into the keyring.",
        is_list=True,
        columns=USER_COLUMNS,
    )


@dataclass(frozen=True, slots=True)
class Mail:
    """How reports leave. Texts are empty where not set.

    Nothing leaves while `confirmed` is False: somebody else than this office said where reports go.
    """

    host: str = setting(or_empty(HOST), "", "The mail server that takes the reports.")
    port: int = setting(PORT, None, "Its port; unless set, the usual one of mail.security (25, 587 or 465).")
    security: str = setting(
        one_of(*PORT_OF_SECURITY), "starttls", "How the way to the mail server is encrypted."
    )
    user: str = setting(LINE, "", "The name to log in with; empty means no login.")
    sender: str = setting(or_empty(MAILBOX), "", "The address that reports come from.")
    recipients: tuple[str, ...] = setting(MAILBOX, (), "The addresses that reports go to.", is_list=True)
    certificate_sha256: str = setting(
        or_empty(FINGERPRINT),
        "",
        "The fingerprint of the one certificate to trust, for a server that signed its own.",
    )
    client_certificate: str = setting(
        or_empty(PEM_FILE),
        "",
        "The PEM file in the data folder with this office's certificate and its encrypted key, for a server"
        " that knows senders by one; empty means none.",
    )
    allow_public_host: bool = setting(FLAG, False, "Whether the mail server may stand outside this network.")
    profile: str = setting(
        or_empty(PROFILE),
        "",
        "The dealer profile whose table goes along with each mail as NAME.csv; empty means none.",
    )
    confirmed: bool = setting(
        FLAG, True, "Whether reports may be sent so; unless a policy says true, a person is asked once."
    )

    @property
    def is_complete(self) -> bool:
        """True where host, sender and a recipient are there."""
        return bool(self.host and self.sender and self.recipients)

    @property
    def is_configured(self) -> bool:
        """True where a letter could leave: all of it is there, and agreed to."""
        return self.is_complete and self.confirmed


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a run is due."""

    at: str = setting(CLOCK, "08:30", "When the daily run begins, in local time.")
    days: tuple[str, ...] = setting(one_of(*WEEK), WEEK[:5], "The days with a run.", is_list=True, least=1)


@dataclass(frozen=True, slots=True)
class TraySettings:
    """What the icon does."""

    autostart: bool = setting(FLAG, True, "Whether the icon starts with your session.")
    notify: bool = setting(FLAG, True, "Whether the icon notifies you when something needs attention.")


CLASSES = {"site": Site, "network": Network, "mail": Mail, "schedule": Schedule, "tray": TraySettings}
FIELDS = tuple(field for section, rows in CLASSES.items() for field in settings_in(rows, f"{section}."))
BY_KEY = {field.key: field for field in FIELDS}
SECTIONS = tuple(CLASSES)
