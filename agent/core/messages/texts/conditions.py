"""What is wrong, by kind of condition: what happened, and what to do. Facts of the kind are filled in."""

from agent.core.messages.catalogue import gettext

TITLES = {
    "recipient_refused": "The mail server doesn't accept email for {subject}.",
    "letter_refused": "The mail server rejected report {subject}.",
    "letter_too_large": "Report {subject} is larger than the mail server accepts.",
    "mail_refused": "Reports can't be sent through the mail server {subject}.",
    "mail_late": "No report has been sent for too long.",
    "profile_missing": (
        "The table for the dealer can't be created: the profile {subject} is missing or has errors."
    ),
    "disk_full": "The disk is full: {subject}.",
    "run_failed": "{ended}",
    "database_set_aside": "The database was damaged and was saved as {subject}.",
    "database_unusable": "The database can't be used.",
    "settings_unusable": "The settings can't be used.",
    "printers_not_asked": "Known printers that were not read: {count}.",
    "printers_silent": "No printer responded. Known printers: {count}.",
    "no_network": "This computer isn't connected to a network.",
    "clock_wrong": "The clock of this computer was wrong: it showed {subject}, and later {clock}.",
    "agent_changed": "This computer reports as a new agent, {agent_id}.",
    "start_entry_unusable": "Meters Agent doesn't start at sign-in: {subject}.",
    "reader_crashed": "Reading the device at {subject} crashed the SNMP library.",
    "history_disputed": "Several devices report the same identity {subject}: {addresses}.",
    "provision_waits": "Settings were found and not used yet: {subject}.",
    "provision_unusable": "The settings in {subject} can't be used.",
    "policy_unknown": "This version of Meters Agent doesn't know every setting of the policy: {names}.",
    "mail_unconfirmed": "No report is sent: nobody has checked the mail settings yet. Server: {subject}.",
    "enrolment_missing": "There is no enrolment code for this computer, {subject}.",
    "service_silent": "The service of this computer doesn't respond.",
}
ADVICE = {
    "recipient_refused": "Response of the server: {reason} Correct the address in Settings.",
    "letter_refused": "{reason} It is sent again twice a day until it is accepted or you cancel it.",
    "letter_too_large": "{reason} It is sent again twice a day until it is accepted or you cancel it.",
    "mail_refused": "Cause: {reason}",
    "mail_late": "{reason} To see which reports are waiting, and why: 'meters status'.",
    "profile_missing": "{reason} Until then, emails are sent without this table.",
    "disk_full": "Free up disk space. Your saved data is safe.",
    "run_failed": "If this happens again, restart the computer or reinstall Meters Agent.",
    "database_set_aside": "Nothing was deleted. Waiting reports carried over: {letters}.",
    "database_unusable": "Cause: {reason}",
    "settings_unusable": "Correct them: {reason}",
    "printers_not_asked": (
        "They are outside the networks that are searched. Check the networks in Settings."
    ),
    "printers_silent": (
        "Check the network connection of this computer. The scan is repeated, and the report is"
        " sent after 3 hours at the latest."
    ),
    "no_network": "Check the cable or the Wi-Fi connection.",
    "clock_wrong": "Correct the date and time of this computer. They decide when printers are read.",
    "agent_changed": "It replaces the agent {subject}. Your print dealer has to confirm it once.",
    "start_entry_unusable": "Cause: {reason}",
    "reader_crashed": (
        "It is now read separately, so that other printers aren't affected. Update its firmware."
    ),
    "history_disputed": (
        "It is unknown which of them was read before, so each starts a new history. Compare the counters on "
        "their displays, then choose which one continues: 'meters device ADDRESS continue'."
    ),
    "provision_waits": (
        "Open Settings and decide whether to use them. If this computer has no screen, an administrator "
        "can put the file where only administrators can write."
    ),
    "provision_unusable": "Ask who prepared them to correct the file. {reason}",
    "policy_unknown": (
        "They are left out, all others count. Ask your administrator to update Meters Agent, or to correct "
        "the names. The policy is in {subject}."
    ),
    "mail_unconfirmed": (
        "Open Settings, check the page Email and save. Without a screen: 'meters settings set "
        "mail.confirmed true'."
    ),
    "enrolment_missing": "Add it to {path}, or enter the code in Settings.",
    "service_silent": "Restart the computer. If it happens again, ask your administrator.",
}
# A window has no command line. Causes in the program's own words are told by the step behind "Why?".
WINDOW_ADVICE = {
    "letter_refused": "It is sent again twice a day until it is accepted or you cancel it.",
    "mail_refused": 'Correct the email settings. "Why?" shows the cause.',
    "mail_late": '"Why?" shows the cause.',
    "settings_unusable": '"Why?" shows what to correct.',
    "mail_unconfirmed": "Open Settings, check the page Email and save.",
    "history_disputed": (
        "It is unknown which of them was read before, so each starts a new history. Ask your IT or print "
        "dealer to choose which one continues."
    ),
}
# The icon has no command line, and no room for causes in a server's or another program's words.
ICON_ADVICE = {
    "recipient_refused": "Correct the address in Settings.",
    "letter_refused": "It is sent again twice a day until it is accepted or you cancel it in the menu.",
    "letter_too_large": "It is sent again twice a day until it is accepted or you cancel it in the menu.",
    "mail_refused": 'Correct the email settings. "Why isn\'t it working?" in the menu shows the cause.',
    "mail_late": '"Why isn\'t it working?" in the menu shows the cause.',
    "profile_missing": "Until then, emails are sent without this table.",
    "database_unusable": '"Why isn\'t it working?" in the menu shows the cause.',
    "settings_unusable": 'Choose "Settings…" and correct them.',
    "provision_unusable": "Ask who prepared them to correct the file.",
    "policy_unknown": "Ask your administrator to update Meters Agent, or to correct the names.",
    "mail_unconfirmed": "Open Settings, check the page Email and save.",
    "start_entry_unusable": "Until then, start Meters Agent by hand.",
    "history_disputed": (
        "It is unknown which of them was read before, so each starts a new history. Ask your IT or print "
        "dealer to choose which one continues."
    ),
}


def mended(sentence: str) -> str:
    """Return that what a sentence said is so no more."""
    return gettext("Fixed: {sentence}", sentence=sentence)
