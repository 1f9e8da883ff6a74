"""What this program is: version, signature, licences, network contacts."""

from dataclasses import dataclass

from agent.core.messages.catalogue import BySystem, gettext, translated

TITLE = "About Meters Agent"
WHAT_IT_IS = "Meters Agent finds network printers, reads their meters and emails a signed report."
OWN_LICENCE = "Licensed under the Apache License 2.0, without any warranty."
NO_KEY_YET = "No report has been signed on this computer yet."
NO_MAIL_SERVER = "not set up yet"
_FILES = (
    BySystem(
        "Passwords, communities and keys are stored only in the keyring of this computer.",
        windows="Passwords, communities and keys are stored only in Windows Credential Manager.",
        macos="Passwords, communities and keys are stored only in the keychain of this computer.",
    ),
    'The community "public" and the enrolment code are in settings.toml.',
)
_PRINTERS = "Printers: read-only SNMP requests to UDP port 161 or the port in the settings"
_NOTHING_ELSE = "Nothing else. No incoming connections, update checks or downloads."
_SUPPORT = (
    "A support file shows versions, settings, log, problems and the last scan, without names and secrets.",
    'It is shown before it is saved: "Save a support file…" in Settings > General, or meters bundle.',
)

# The packages that come along, and the licence that each one names.
_LICENCES = (
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
    key = (
        gettext("Reports are signed (Ed25519) with the key {key}", key=public_key)
        if public_key
        else gettext(NO_KEY_YET)
    )
    server = mail_server or gettext(NO_MAIL_SERVER)
    return (
        Section(f"Meters Agent {version}", (gettext(WHAT_IT_IS), gettext(OWN_LICENCE))),
        Section(gettext("Signature"), (key,)),
        Section(gettext("Files"), (folder, *translated(_FILES))),
        Section(
            gettext("Network contacts"),
            (
                gettext(_PRINTERS),
                gettext("Your mail server: {server}", server=server),
                gettext(_NOTHING_ELSE),
            ),
        ),
        Section(gettext("Support file"), translated(_SUPPORT)),
        Section(gettext("Third-party licences"), tuple(f"{name}: {licence}" for name, licence in _LICENCES)),
    )
