"""What the keyring is called on this computer: people look for it by the name that their system gives it."""

from __future__ import annotations

_WINDOWS = "Windows Credential Manager"
_MACOS = "Keychain"
# By sys.platform; elsewhere it is the keyring. The longer phrases first.
_SAID = {
    "win32": (
        ("Sign in to the desktop or unlock the keyring", "Sign in to Windows at this computer"),
        ("This computer has no usable keyring", f"{_WINDOWS} can't be used"),
        ("On Linux, install gnome-keyring or KWallet and use a desktop session. ", ""),
        ("The keyring of this computer", _WINDOWS),
        ("the keyring of this computer", _WINDOWS),
        ("The keyring", _WINDOWS),
        ("the keyring", _WINDOWS),
    ),
    "darwin": (
        ("This computer has no usable keyring", f"{_MACOS} can't be used"),
        ("On Linux, install gnome-keyring or KWallet and use a desktop session. ", ""),
        ("The keyring of this computer", _MACOS),
        ("the keyring of this computer", _MACOS),
        ("The keyring", _MACOS),
        ("the keyring", _MACOS),
    ),
}


def on_system(sentence: str, platform: str) -> str:
    """Return a sentence with the name that this system (as sys.platform says) gives to its keyring."""
    for general, own in _SAID.get(platform, ()):
        sentence = sentence.replace(general, own)
    return sentence
