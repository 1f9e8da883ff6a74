"""The keyring, and the passwords and communities in it."""

from agent.core.messages.catalogue import BySystem, gettext
from agent.core.messages.error_kinds import ErrorKind

# Errors: what happened, and what to do about it.
_SIGN_IN = BySystem(
    "Sign in to the desktop or unlock the keyring, then try again.",
    windows="Sign in to Windows at this computer, then try again.",
    macos="Sign in to the desktop or unlock the keychain, then try again.",
)
_MISSING = BySystem(
    "The password {name} is missing in the keyring of this computer.",
    windows="The password {name} is missing in Windows Credential Manager.",
    macos="The password {name} is missing in the keychain of this computer.",
)
_WITHOUT_PASSWORDS = (
    "Without passwords, a mail relay that needs no sign-in and printers with the community public still work."
)
NO_ANSWER = ErrorKind(
    BySystem(
        "The keyring didn't respond within {seconds} seconds.",
        windows="Windows Credential Manager didn't respond within {seconds} seconds.",
        macos="The keychain didn't respond within {seconds} seconds.",
    ),
    _SIGN_IN,
)
UNKNOWN_PROTOCOL = ErrorKind(
    "The SNMPv3 user {user} has an unknown protocol: {protocol}.",
    "Please choose one of {known}.",
)
NO_SECRET = ErrorKind(
    _MISSING,
    "Enter it: 'meters settings password {name}'.",
    window=(_MISSING, "Enter it in Settings."),
)
NO_KEYRING = ErrorKind(
    BySystem(
        "This computer has no usable keyring, so passwords can't be stored.",
        windows="Windows Credential Manager can't be used, so passwords can't be stored.",
        macos="This computer has no usable keychain, so passwords can't be stored.",
    ),
    BySystem(
        f"On Linux, install gnome-keyring or KWallet and use a desktop session. {_WITHOUT_PASSWORDS}",
        windows=_WITHOUT_PASSWORDS,
        macos=_WITHOUT_PASSWORDS,
    ),
)
TOO_LONG = ErrorKind(
    BySystem(
        "This password is too long for the keyring.",
        windows="This password is too long for Windows Credential Manager.",
        macos="This password is too long for the keychain.",
    ),
    "Use at most {characters} characters.",
)
LOCKED = ErrorKind(
    BySystem(
        "The keyring of this computer is locked.",
        windows="Windows Credential Manager is locked.",
        macos="The keychain of this computer is locked.",
    ),
    _SIGN_IN,
)
REFUSED = ErrorKind(
    BySystem(
        "The keyring denied access.",
        windows="Windows Credential Manager denied access.",
        macos="The keychain denied access.",
    ),
    _SIGN_IN,
)
TOO_SHORT = ErrorKind(
    "A passphrase of the SNMPv3 user {user} is too short.",
    "SNMPv3 needs at least {characters} characters. Enter it again.",
)


def the_community(name: str) -> str:
    """Return how a community of the settings is called; completes left_out()."""
    return gettext("the community {name}", name=name)


def the_user(name: str) -> str:
    """Return how an SNMPv3 user of the settings is called; completes left_out()."""
    return gettext("the SNMPv3 user {name}", name=name)


def left_out(right: str, why: str, advice: str) -> str:
    """Return that printers were not asked with a right, why, and what to do."""
    return gettext("Scan ran without {right}. {why} {advice}", right=right, why=why, advice=advice)
