"""What is wrong, by kind of condition: what happened, and what to do. Facts of the kind are filled in."""

from __future__ import annotations

TITLES = {
    "recipient_refused": "The mail server takes no mail for {subject}.",
    "letter_refused": "The mail server refused the report of run {subject}.",
    "letter_too_large": "The report of run {subject} is larger than the mail server takes.",
    "mail_refused": "No report can leave through the mail server {subject}.",
    "mail_late": "No report has been accepted for too long.",
    "profile_missing": (
        "The table for the dealer can't be made: the profile {subject} is missing or can't be used."
    ),
    "disk_full": "The disk is full: {subject}.",
    "run_failed": "{ended}",
    "database_set_aside": "The database was damaged and was set aside as {subject}.",
    "database_unusable": "The database can't be used.",
    "settings_unusable": "The settings can't be used.",
    "printers_not_asked": "Known printers that were not asked: {count}.",
    "printers_silent": "No printer answered; known printers: {count}.",
    "no_network": "This computer has no network.",
    "clock_wrong": "The clock of this computer was wrong: it showed {subject}, and later {clock}.",
    "agent_changed": "This computer reports as a new agent, {agent_id}.",
    "start_entry_unusable": "The program does not start with the session: {subject}.",
    "reader_crashed": "Reading the device at {subject} crashed the SNMP library.",
    "history_disputed": "Several devices call themselves {subject}: {addresses}.",
}
ADVICE = {
    "recipient_refused": "The server said: {reason} Correct the address in the settings.",
    "letter_refused": "{reason} It is tried twice a day until it is taken, or until somebody ends it.",
    "letter_too_large": "{reason} It is tried twice a day until it is taken, or until somebody ends it.",
    "mail_refused": "The cause: {reason}",
    "mail_late": "{reason} 'meters status' tells which reports wait, and why.",
    "profile_missing": "{reason} Mails leave without that table until it is back.",
    "disk_full": "Free some space. What was stored before is safe.",
    "run_failed": "If this repeats, restart the computer or install the program again.",
    "database_set_aside": "Nothing was deleted. Waiting reports carried over: {letters}.",
    "database_unusable": "It says: {reason}",
    "settings_unusable": "Correct them: {reason}",
    "printers_not_asked": (
        "They are in none of the networks that were searched: check the networks in the settings."
    ),
    "printers_silent": (
        "Check the network connection of this computer. The scan is repeated, and the report is sent after"
        " 3 hours at the latest."
    ),
    "no_network": "Check the cable or the Wi-Fi connection.",
    "clock_wrong": "Set the clock of this computer right; it decides when printers are read.",
    "agent_changed": "It follows the agent {subject}. The dealer has to confirm it once.",
    "start_entry_unusable": "The cause: {reason}",
    "reader_crashed": "It is read alone now, so that the others are safe. Update the firmware of the device.",
    "history_disputed": (
        "Nobody can tell which of them was read until now, so each is counted anew. Look at their panels, "
        "then say which goes on: 'meters device ADDRESS continue'."
    ),
}


def mended(sentence: str) -> str:
    """Return that what a sentence said is so no more."""
    return f"Mended: {sentence}"
