"""What this program is: version, signature, licences, network contacts."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "About Meters Agent"
WHAT_IT_IS = "Meters Agent finds network printers, reads their meters and emails a signed report."
OWN_LICENCE = "Licensed under the Apache License 2.0, without any warranty."
NO_KEY_YET = "No report has been signed on this computer yet."
NO_MAIL_SERVER = "not set up yet"

# The packages that come along, and the licence that each one names.
LICENCES = (
    ("aiosmtpd", "Apache 2.0"),
    ("easysnmp", "BSD"),
    ("ezsnmp", "BSD 3-Clause"),
    ("ifaddr", "MIT"),
    ("Jinja", "BSD 3-Clause"),
    ("keyring", "MIT"),
    ("Net-SNMP", "BSD"),
    ("Pillow", "MIT-CMU"),
    ("platformdirs", "MIT"),
    ("PyNaCl", "Apache 2.0"),
    ("pystray", "LGPL 3"),
    ("Python", "PSF"),
    ("schedule", "MIT"),
    ("sv-ttk", "MIT"),
    ("tomlkit", "MIT"),
    ("tqdm", "MPL 2.0 and MIT"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


def sections(
    version: str, public_key: str | None, mail_server: str | None, folder: str
) -> tuple[Section, ...]:
    """Return what there is to say; `mail_server` is HOST:PORT, None where none is set."""
    key = f"Reports are signed (Ed25519) with the key {public_key}" if public_key else NO_KEY_YET
    return (
        Section(f"Meters Agent {version}", (WHAT_IT_IS, OWN_LICENCE)),
        Section("Signature", (key,)),
        Section(
            "Files",
            (
                folder,
                "Passwords, communities and keys are stored only in the keyring of this computer.",
                'The community "public" and the enrolment code are in settings.toml.',
            ),
        ),
        Section(
            "Network contacts",
            (
                "Printers: read-only SNMP requests to UDP port 161 or the port in the settings",
                f"Your mail server: {mail_server or NO_MAIL_SERVER}",
                "Nothing else. No incoming connections, update checks or downloads.",
            ),
        ),
        Section("Third-party licences", tuple(f"{name}: {licence}" for name, licence in LICENCES)),
    )
