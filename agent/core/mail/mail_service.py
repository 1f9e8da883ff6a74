"""What is said of a way to submit mail: host, port, security, login, how far it reaches, what it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Login(Enum):
    """How a service lets a device in; the sentence of each stands in messages/texts/mail_services.py."""

    PASSWORD = "password"  # noqa: S105 (the name of a kind)
    APP_PASSWORD = "app_password"  # noqa: S105 (as above)
    MAIL_PASSWORD = "mail_password"  # noqa: S105 (as above: one of its own, beside the account's)
    SERVICE_ACCOUNT = "service_account"  # made for devices by the service's administrator
    PUBLIC_ADDRESS = "public_address"  # by the office's public IP address, no password
    CERTIFICATE = "certificate"  # a client certificate, no password
    OFFICE_ADDRESS = "office_address"  # by this computer's address inside the office
    NONE = "none"


class PasswordRule(Enum):
    """What became of the normal password."""

    OFF = "off"
    OFF_BY_DEFAULT = "off_by_default"  # an administrator can switch it on again
    APP_PASSWORD_ONLY = "app_password_only"  # noqa: S105 (the name of a kind)


@dataclass(frozen=True, slots=True)
class PasswordEnd:
    """From when on a service takes the normal password no more, and which rule holds then."""

    since: date
    rule: PasswordRule


@dataclass(frozen=True, slots=True)
class MailService:
    """One way to submit mail.

    `name` is the service's own, the same in every language; what tells its ways apart stands in
    messages/texts/mail_services.py. `hosts`: the preset first, empty where the office knows it; `*.` begins
    a whole domain. `ports` are (port, security) with the one to try first in front. `reaches_outside` is
    False where only mailboxes of the own organisation get mail. `refusals` are meanings of
    service_refusals.py or smtp_reply.py.
    """

    key: str
    name: str
    hosts: tuple[str, ...]
    ports: tuple[tuple[int, str], ...]
    login: Login
    reaches_outside: bool
    refusals: tuple[str, ...]
    source: str
    as_of: date
    password_end: PasswordEnd | None = None

    @property
    def host(self) -> str:
        """Return the host to fill in, empty where the office must ask for its own."""
        return next((host for host in self.hosts if not host.startswith("*.")), "")

    @property
    def port(self) -> int:
        """Return the port to try first."""
        return self.ports[0][0]

    @property
    def security(self) -> str:
        """Return the value of mail.security with that port."""
        return self.ports[0][1]
