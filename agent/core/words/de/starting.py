"""The start with the computer or the session: what was written, what to do where it can't be."""

from __future__ import annotations

DESCRIPTION = "Liest jeden Tag die Zählerstände der Drucker"  # what the system's own lists say of the program
WRITE_RIGHT = "Geben Sie diesem Benutzer dort das Schreibrecht."
ASK = "Fragen Sie, wer diesen Computer betreut."
ALLOW_TASKS = "Bitten Sie, wer diesen Computer betreut, Aufgaben zu erlauben."
DELETE_BY_HAND = "Löschen Sie es von Hand."
NOTHING_INSTALLED = "Es war nichts eingerichtet."
_KEYRING = (
    "Solange niemand angemeldet ist, ist der Schlüsselbund gesperrt: Berichte gehen dann ohne Signatur "
    "hinaus, und die Anmeldungen an Mailserver und Druckern sind nicht möglich."
)
WAITS_FOR_FOLDER = "Darauf wird gewartet."
NOT_THERE_YET_ADVICE = (
    "Ist sein Laufwerk oder seine Netzwerkfreigabe verbunden? Geschrieben wurde dort nichts. Wurde der "
    "Ordner mit Absicht gelöscht, starten Sie das Programm einmal von Hand."
)
ANOTHER_AGENTS_ADVICE = (
    "Verbinden Sie das richtige Laufwerk oder die richtige Netzwerkfreigabe, oder lassen Sie das Programm "
    "für diesen Ordner starten: 'meters watch --install'."
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
        f"{path} ist geschrieben. Es läuft jetzt und nach jeder Anmeldung. "
        f"Damit es mit dem Computer startet, geben Sie ein: loginctl enable-linger. {_KEYRING}"
    )


def unit_waits(path: str, problem: str, typed: str) -> str:
    """Return that the unit is there but nobody started it; `typed` are the commands for that."""
    return (
        f"{path} ist geschrieben. Der Start gelang nicht ({problem}). "
        f"Melden Sie sich an und geben Sie ein: {typed}. {_KEYRING}"
    )


def agent_runs(path: str) -> str:
    """Return that launchd starts it from now on."""
    return f"{path} ist geschrieben. Es läuft jetzt und nach jeder Anmeldung. {_KEYRING}"


def agent_waits(path: str, problem: str) -> str:
    """Return that launchd will start it at the next log-on."""
    return (
        f"{path} ist geschrieben. Der Start gelang jetzt nicht ({problem}); "
        f"es startet bei der nächsten Anmeldung. {_KEYRING}"
    )


def task_there(task: str) -> str:
    """Return that Windows will start it at the next log-on."""
    return (
        f"Die Aufgabe „{task}“ steht in der Aufgabenplanung. "
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
    return f"Löschen Sie „{task}“ von Hand in der Aufgabenplanung."


def task_removed(task: str) -> str:
    """Return that the task is gone."""
    return f"Die Aufgabe „{task}“ ist entfernt."


def not_written(path: str, reason: str) -> str:
    """Return that a file can't be written."""
    return f"{path} lässt sich nicht schreiben: {reason}."


def not_removed(path: str, reason: str) -> str:
    """Return that a file can't be removed."""
    return f"{path} lässt sich nicht entfernen: {reason}."


def removed(path: str) -> str:
    """Return that a file is gone."""
    return f"{path} ist entfernt."


def not_here(command: str) -> str:
    """Return that the system has no such command; completes "Der Start gelang nicht (...)"."""
    return f"{command} gibt es hier nicht"


def no_answer(command: str) -> str:
    """Return that a command of the system hangs."""
    return f"{command} antwortet nicht"


def ended_with(command: str, code: int) -> str:
    """Return that a command of the system failed without a word."""
    return f"{command} endete mit Code {code}"


def session_unchanged(path: str, reason: str) -> str:
    """Return that the start with the session stays as it is."""
    return f"Der Start mit der Sitzung lässt sich nicht ändern: {path}: {reason}."


def windows_unchanged(reason: str) -> str:
    """Return that the start with Windows stays as it is."""
    return f"Der Start mit Windows lässt sich nicht ändern: {reason}."


def not_there_yet(folder: str, agent_id: str) -> str:
    """Return that the folder of the agent that is to be started is not there, or empty."""
    return f"Der Datenordner des Agenten {agent_id} ist nicht da: {folder}."


def another_agents(folder: str, other: str, agent_id: str) -> str:
    """Return that a folder is that of another agent than the one that is to be started."""
    return f"Der Datenordner {folder} gehört dem Agenten {other}, nicht dem Agenten {agent_id}."
