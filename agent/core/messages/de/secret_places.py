"""What the keyring is called on this computer: people look for it by the name that their system gives it."""

from __future__ import annotations

_WINDOWS = "Windows-Anmeldeinformationsverwaltung"
_FOR_LINUX = (
    "Unter Linux: Installieren Sie gnome-keyring oder KWallet und verwenden Sie eine Desktop-Sitzung. "
)
# By sys.platform; elsewhere it is the Schlüsselbund, on macOS too. The longer phrases first.
_SAID = {
    "darwin": ((_FOR_LINUX, ""),),
    "win32": (
        (_FOR_LINUX, ""),
        (
            "Melden Sie sich am Desktop an oder entsperren Sie den Schlüsselbund, und versuchen",
            "Melden Sie sich an diesem Computer bei Windows an, und versuchen",
        ),
        (
            "Dieser Computer hat keinen nutzbaren Schlüsselbund.",
            f"Die {_WINDOWS} kann nicht verwendet werden.",
        ),
        ("Der Schlüsselbund dieses Computers", f"Die {_WINDOWS}"),
        ("Im Schlüsselbund dieses Computers", f"In der {_WINDOWS}"),
        ("im Schlüsselbund dieses Computers", f"in der {_WINDOWS}"),
        ("Der Schlüsselbund", f"Die {_WINDOWS}"),
        ("der Schlüsselbund", f"die {_WINDOWS}"),
        ("den Schlüsselbund", f"die {_WINDOWS}"),
        ("im Schlüsselbund", f"in der {_WINDOWS}"),
        ("Schlüsselbund nicht", f"{_WINDOWS} nicht"),
    ),
}


def on_system(sentence: str, platform: str) -> str:
    """Return a sentence with the name that this system (as sys.platform says) gives to its keyring."""
    for general, own in _SAID.get(platform, ()):
        sentence = sentence.replace(general, own)
    return sentence
