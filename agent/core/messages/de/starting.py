"""The start with the computer or the session: what was written, what to do where it can't be."""

from __future__ import annotations

DESCRIPTION = "Liest jeden Tag die Zählerstände der Drucker"  # what the system's own lists say of the program
WRITE_RIGHT = "Geben Sie diesem Benutzer dort das Schreibrecht."
ASK = "Fragen Sie Ihre IT."
ALLOW_TASKS = "Bitten Sie Ihre IT, geplante Aufgaben zu erlauben."
DELETE_BY_HAND = "Löschen Sie es manuell."
NOTHING_INSTALLED = "Der Autostart war nicht eingerichtet."
_KEYRING = (
    "Solange niemand angemeldet ist, ist der Schlüsselbund gesperrt: Berichte werden dann ohne Signatur "
    "gesendet, und Kennwörter für Mailserver und Drucker können nicht verwendet werden."
)
WAITS_FOR_FOLDER = "Meters Agent startet, sobald er verfügbar ist."
NOT_THERE_YET_ADVICE = (
    "Prüfen Sie, ob sein Laufwerk oder seine Netzwerkfreigabe verbunden ist. Es wurde dort nichts "
    "geschrieben. Wurde der Ordner absichtlich gelöscht, starten Sie Meters Agent einmal manuell."
)
ANOTHER_AGENTS_ADVICE = (
    "Verbinden Sie das richtige Laufwerk oder die richtige Netzwerkfreigabe oder richten Sie den Start "
    "für diesen Ordner ein: 'meters watch --install'."
)


def watches(next_run: str, log: str) -> str:
    """Return what the loop does on a terminal; `next_run` is a sentence."""
    return (
        "Meters Agent läuft und fragt die Drucker täglich ab. "
        f"{next_run} Protokoll: {log}. Beenden mit Strg+C."
    )


def unit_runs(path: str) -> str:
    """Return that systemd starts it from now on."""
    return (
        f"{path} wurde angelegt. Meters Agent läuft jetzt und nach jeder Anmeldung. "
        f"Damit es mit dem Computer startet, geben Sie ein: loginctl enable-linger. {_KEYRING}"
    )


def unit_waits(path: str, problem: str, typed: str) -> str:
    """Return that the unit is there but nobody started it; `typed` are the commands for that."""
    return (
        f"{path} wurde angelegt. Der Start war nicht möglich ({problem}). "
        f"Melden Sie sich an und geben Sie ein: {typed}. {_KEYRING}"
    )


def agent_runs(path: str) -> str:
    """Return that launchd starts it from now on."""
    return f"{path} wurde angelegt. Meters Agent läuft jetzt und nach jeder Anmeldung. {_KEYRING}"


def agent_waits(path: str, problem: str) -> str:
    """Return that launchd will start it at the next log-on."""
    return (
        f"{path} wurde angelegt. Der Start war jetzt nicht möglich ({problem}); "
        f"es startet bei der nächsten Anmeldung. {_KEYRING}"
    )


def task_there(task: str) -> str:
    """Return that Windows will start it at the next log-on."""
    return (
        f"Die Aufgabe „{task}“ wurde in der Aufgabenplanung angelegt. "
        f"Sie startet bei der nächsten Anmeldung. {_KEYRING}"
    )


def task_refused(problem: str) -> str:
    """Return that Windows did not take the task."""
    return f"Windows hat die Aufgabe nicht angenommen: {problem}."


def task_stays(problem: str) -> str:
    """Return that Windows did not remove the task."""
    return f"Windows hat die Aufgabe nicht entfernt: {problem}."


def delete_task(task: str) -> str:
    """Return how to remove it."""
    return f"Löschen Sie „{task}“ in der Aufgabenplanung."


def task_removed(task: str) -> str:
    """Return that the task is gone."""
    return f"Die Aufgabe „{task}“ wurde entfernt."


def not_written(path: str, reason: str) -> str:
    """Return that a file can't be written."""
    return f"{path} kann nicht geschrieben werden: {reason}."


def not_removed(path: str, reason: str) -> str:
    """Return that a file can't be removed."""
    return f"{path} kann nicht entfernt werden: {reason}."


def removed(path: str) -> str:
    """Return that a file is gone."""
    return f"{path} wurde entfernt."


def not_here(command: str) -> str:
    """Return that the system has no such command; completes "Der Start gelang nicht (...)"."""
    return f"{command} nicht gefunden"


def no_answer(command: str) -> str:
    """Return that a command of the system hangs."""
    return f"{command} antwortet nicht"


def ended_with(command: str, code: int) -> str:
    """Return that a command of the system failed without a word."""
    return f"{command} endete mit Code {code}"


def session_unchanged(path: str, reason: str) -> str:
    """Return that the start with the session stays as it is."""
    return f"Der Start bei der Anmeldung kann nicht geändert werden: {path}: {reason}."


def windows_unchanged(reason: str) -> str:
    """Return that the start with Windows stays as it is."""
    return f"Der Start mit Windows kann nicht geändert werden: {reason}."


def not_there_yet(folder: str, agent_id: str) -> str:
    """Return that the folder of the agent that is to be started is not there, or empty."""
    return f"Der Datenordner des Agenten {agent_id} wurde nicht gefunden: {folder}."


def another_agents(folder: str, other: str, agent_id: str) -> str:
    """Return that a folder is that of another agent than the one that is to be started."""
    return f"Der Datenordner {folder} gehört dem Agenten {other}, nicht dem Agenten {agent_id}."
