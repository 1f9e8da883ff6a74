"""The signing key: where it is, when it changes, what happens when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import moment as written

if TYPE_CHECKING:
    from datetime import datetime

NO_KEY_YET = "Auf diesem Computer wurde noch kein Bericht signiert."
NO_KEY_YET_ADVICE = (
    "Der Schlüssel entsteht mit dem ersten Bericht nach dem Einrichten des E-Mail-Versands: 'meters scan'."
)
KEY_LOST = "Der Signaturschlüssel ist nicht mehr im Schlüsselbund dieses Computers."
KEY_LOST_ADVICE = "Der nächste Bericht beginnt eine neue Kette mit einem neuen Schlüssel: 'meters scan'."
ROTATION_NEXT = (
    "Er gilt ab dem nächsten Bericht, durch den vorherigen Schlüssel bestätigt. Bis dahin ändert sich nichts."
)
KEY_CHANGED = "Neuer Signaturschlüssel ab diesem Bericht, durch den vorherigen Schlüssel bestätigt."
NO_KEYRING = "Ob ein Schlüsselwechsel ansteht, kann nicht geprüft werden:"


_ENDED, _WHICH_ENDED = "Die vorherige Kette endete", "dessen Kette endete"
# By agent.follows.reason.
_WHY_ANEW = {
    "signing_key_lost": "Der Signaturschlüssel ging verloren",
    "machine_changed": "Der Datenordner kam von einem anderen Computer",
    "database_damaged": "Die Datenbank war beschädigt",
}
_WHOSE = {
    "signing_key_lost": "dessen Signaturschlüssel verloren ging",
    "machine_changed": "der zu einem anderen Computer gehörte",
    "database_damaged": "dessen Datenbank beschädigt war",
}


def chain_begun_anew(agent_id: str, last_run: int | None, reason: str = "signing_key_lost") -> str:
    """Return why a new chain begins, what that means and what to do."""
    return (
        f"{_WHY_ANEW.get(reason, _ENDED)}; deshalb beginnt hier mit Bericht 1 eine neue Kette von "
        f"Berichten. Sie folgt auf {_place(last_run)} Agenten {agent_id}. Das ist nicht "
        "durch den vorherigen Schlüssel bestätigt: Lassen Sie es sich als Empfänger vom Büro bestätigen und "
        "notieren Sie den neuen Schlüssel ('meters key')."
    )


def public_key(key: str) -> str:
    """Return the key that signs now."""
    return f"Die Berichte sind signiert (Ed25519) mit dem Schlüssel {key}"


def since(moment: datetime) -> str:
    """Return since when."""
    return f"Verwendet seit {written(moment)}."


def next_key(key: str) -> str:
    """Return the key that will sign next."""
    return f"Der nächste Bericht wechselt zum Schlüssel {key}"


def before(key: str) -> str:
    """Return the key that confirmed the present one."""
    return f"Bestätigt durch den vorherigen Schlüssel {key}"


def _place(last_run: int | None) -> str:
    return "den" if last_run is None else f"Bericht {last_run} des"


def follows(agent_id: str, last_run: int | None, reason: str = "signing_key_lost") -> str:
    """Return which chain this one follows."""
    return f"Diese Kette folgt auf {_place(last_run)} Agenten {agent_id}, {_WHOSE.get(reason, _WHICH_ENDED)}."
