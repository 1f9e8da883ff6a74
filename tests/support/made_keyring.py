"""Keyrings that know one passphrase: for children whose session has no Secret Service.

Set PYTHON_KEYRING_BACKEND to one of them, such as tests.support.made_keyring.OnePassphrase. That a
keyring refuses is for tests/edge/test_secret_store.py.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

PASSPHRASE = "of twelve or more"  # the rogues' and the honest printers' (crashing_rogues.USER)


class OnePassphrase(KeyringBackend):
    """Keeps nothing, and has the same passphrase for every name but the signing key's."""

    priority = 1

    def get_password(self, _service: str, username: str) -> str | None:
        """Return the passphrase of an SNMPv3 user, None for anything else."""
        return PASSPHRASE if username.startswith("v3-") else None

    def set_password(self, _service: str, _username: str, _password: str) -> None:
        """Forget it at once."""


class InAFile(OnePassphrase):
    """Keeps what it is told in the file that MADE_KEYRING names, for as long as that is there."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored secret, or the passphrase."""
        kept = _kept().get(f"{service} {username}")
        return kept if kept is not None else super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        _file().write_text(json.dumps({**_kept(), f"{service} {username}": password}))


def _file() -> Path:
    return Path(os.environ["MADE_KEYRING"])


def _kept() -> dict[str, str]:
    return json.loads(_file().read_text()) if _file().exists() else {}
