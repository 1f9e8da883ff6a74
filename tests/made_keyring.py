"""A keyring that knows one passphrase: for children whose session has no Secret Service.

Set PYTHON_KEYRING_BACKEND to made_keyring.OnePassphrase; refusals of a keyring are tests/test_vault.py's.
"""

from __future__ import annotations

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
