"""What the keyring is called on this computer: people look for it by the name that their system gives it."""

from __future__ import annotations

from agent.core.messages.catalogue import translated

_FOR_LINUX = "On Linux, install gnome-keyring or KWallet and use a desktop session. "
# What is said elsewhere, and what on these systems (sys.platform) instead; the longer phrases first. Some
# of them stand in other languages alone, whose grammar has more forms.
SAID = {
    "darwin": ((_FOR_LINUX, ""), ("keyring", "keychain")),
    "win32": (
        (_FOR_LINUX, ""),
        ("Sign in to the desktop or unlock the keyring", "Sign in to Windows at this computer"),
        ("This computer has no usable keyring", "Windows Credential Manager can't be used"),
        ("The keyring of this computer", "Windows Credential Manager"),
        ("In the keyring of this computer", "In Windows Credential Manager"),
        ("in the keyring of this computer", "in Windows Credential Manager"),
        ("in the keyring", "in Windows Credential Manager"),
        ("The keyring", "Windows Credential Manager"),
        (": the keyring", ": Windows Credential Manager"),
        ("the keyring", "the Windows Credential Manager"),
        ("keyring not", "Windows Credential Manager not"),
    ),
}


def on_system(sentence: str, platform: str) -> str:
    """Return a sentence with the name that this system (as sys.platform says) gives to its keyring."""
    for elsewhere, here in translated(SAID, "secret_places.SAID").get(platform, ()):
        sentence = sentence.replace(elsewhere, here)
    return sentence
