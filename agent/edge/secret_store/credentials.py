"""The secrets of the service on Linux: systemd's credentials, which it decrypts for the service alone."""

import os
import shlex
import sys
from pathlib import Path

from agent.core.messages import service as messages
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.service.linux_unit import ACCOUNT, credential_of
from agent.core.settings.keyring_names import NEXT_SIGNING_KEY, SIGNING_KEY
from agent.edge import paths
from agent.edge.regular_files import read_regular

_LARGEST = 10_000  # octets; a secret that a keyring takes has at most half as many
_FOLDER = "CREDENTIALS_DIRECTORY"  # systemd.exec(5)


def is_service_account() -> bool:
    """Return whether this process is the service's, or somebody works in its name."""
    if sys.platform != "linux":
        return False
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name == ACCOUNT
    except KeyError:  # a user of no directory
        return False


class CredentialSecretStore:
    """The credentials that systemd hands to the service: it can read them, and root alone change them."""

    def get(self, name: str) -> Secret | None:
        """Return the secret of this name, None where there is none.

        AgentError outside of the service, and where it is none that we have put there.
        """
        folder = os.environ.get(_FOLDER)
        if not folder:
            raise AgentError(messages.NOT_IN_THE_SERVICE)
        try:
            data = read_regular(Path(folder) / credential_of(name), _LARGEST + 1)
            text = data.decode()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise AgentError(messages.CREDENTIAL_UNUSABLE, {"name": name}) from error
        if len(data) > _LARGEST:
            raise AgentError(messages.CREDENTIAL_UNUSABLE, {"name": name})
        return Secret(text.removesuffix("\n"))  # as `echo` ends it

    def set(self, name: str, _secret: Secret) -> None:
        """Raise AgentError: it says what root has to type."""
        raise only_root(name)

    def delete(self, name: str) -> None:
        """Raise AgentError as `set` does."""
        raise only_root(name)


def only_root(name: str) -> AgentError:
    """Return the error that says what root has to type to change a secret."""
    of_key = name in {SIGNING_KEY, NEXT_SIGNING_KEY}
    words = ("service", "rotate-key") if of_key else ("service", "password", name)
    return AgentError(messages.READ_ONLY, {"command": shlex.join((str(paths.program() or "meters"), *words))})
