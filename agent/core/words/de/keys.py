"""The signing key: where it is, when it changes, what happens when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import moment as written

if TYPE_CHECKING:
    from datetime import datetime

NO_KEY_YET = "Auf diesem Computer wurde noch kein Bericht signiert."
NO_KEY_YET_ADVICE = "Der erste Bericht mit eingerichtetem Mailversand erzeugt den Schlüssel: 'meters scan'."
KEY_LOST = "Der Signaturschlüssel ist nicht mehr im Schlüsselbund dieses Computers."
KEY_LOST_ADVICE = "Der nächste Bericht beginnt eine neue Kette mit einem neuen Schlüssel: 'meters scan'."
ROTATION_NEXT = (
    "Der nächste Bericht trägt ihn, mit dem Wort des vorigen Schlüssels; bis dahin ändert sich nichts."
)
KEY_CHANGED = "Von diesem Bericht an signiert ein neuer Schlüssel; der vorige bürgt für ihn."
NO_KEYRING = "Ob ein Wechsel des Schlüssels ansteht, lässt sich nicht sagen:"


_ENDED, _WHICH_ENDED = "Die vorige Kette endete", "dessen Kette endete"
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
        f"Berichten. Sie folgt auf {_place(last_run)} Agenten {agent_id}. Beweisen kann das "
        "mit dem alten Schlüssel niemand: Wer diese Berichte empfängt, sollte im Büro nachfragen, ob es so "
        "ist, und sich den neuen Schlüssel notieren ('meters key')."
    )


def public_key(key: str) -> str:
    """Return the key that signs now."""
    return f"Die Berichte sind signiert (Ed25519) mit dem Schlüssel {key}"


def since(moment: datetime) -> str:
    """Return since when."""
    return f"In Gebrauch seit {written(moment)}."


def next_key(key: str) -> str:
    """Return the key that will sign next."""
    return f"Der nächste Bericht wechselt zum Schlüssel {key}"


def before(key: str) -> str:
    """Return the key that vouched for the present one."""
    return f"Der Schlüssel davor war {key}: Er hat für diesen gebürgt."


def _place(last_run: int | None) -> str:
    return "den" if last_run is None else f"Bericht {last_run} des"


def follows(agent_id: str, last_run: int | None, reason: str = "signing_key_lost") -> str:
    """Return which chain this one follows."""
    return f"Diese Kette folgt auf {_place(last_run)} Agenten {agent_id}, {_WHOSE.get(reason, _WHICH_ENDED)}."
