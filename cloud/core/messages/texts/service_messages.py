"""What the operator has to mend: the stack's alarms, and what a dealer is not sent."""

from agent.core.messages.catalogue import gettext, translated

# By their names in template.yaml, which has the same texts: AWS mails them in English.
ALARMS = {
    "DeadLetterAlarm": "A mail, or a day of a dealer, could not be done in all its tries",
    "WaitingAlarm": "Mails wait for more than an hour",
    "IngestErrorAlarm": "Ingest itself fails",
    "AnalyseErrorAlarm": "The daily analysis itself fails",
    "LakeCopyErrorAlarm": "The Parquet copy itself fails",
    "QueryErrorAlarm": "Answering a dealer's programs fails",
    "PagesErrorAlarm": "The portal itself fails",
    "NotifyErrorAlarm": "Telling dealers of new findings fails",
    "DecideErrorAlarm": "Carrying out a dealer's decision fails",
    "AdminErrorAlarm": "What the operator asked for fell over",
    "ClaimsErrorAlarm": "Somebody can't sign in: two dealers in one user, or the trigger itself fails",
    "ThrottledAlarm": "Functions wait for a place: the account runs no more of them at once",
    "TableThrottledAlarm": "The table takes no more reads or writes",
    "ApiErrorAlarm": "The API answers with 5xx",
    "DealerThrottledAlarm": "A dealer's programs ask more than a dealer may in a minute",
    "RefusedMailsAlarm": "Mails are refused: 50 in an hour, or five and more than are taken",
    "TaskFailedAlarm": "Parts of batches fail again and again, be it that a later try helps",
    "DigestAlarm": "A dealer's digest could not be mailed; its note in the table says why",
    "SilenceAlarm": "Half of the offices that were to report have not: the way of the mails may be cut",
    "AnalyseMissedAlarm": "The daily schedule has not begun for 26 hours",
    "LakeCopyMissedAlarm": "The nightly copy has not begun for 26 hours",
}
# By what fails: a dealer's digest, the webhook and the mail of new findings, a mail to an office, questions
# to AWS.
FAILURES = {
    "digest": "The daily digest couldn't be sent: {reason}",
    "url": "The webhook of new findings failed: {reason}",
    "mail": "The email of new findings couldn't be sent: {reason}",
    "office": "The email to an office couldn't be sent: {reason}",
    "alarms": "The alarms can't be read: {reason}",
    "sending": "Whether emails reach every address can't be read: {reason}",
}
SANDBOX = (
    "Amazon SES still sends to verified addresses only (sandbox). "
    "Request production access in the SES console."
)


def sentence(what: str, reason: str) -> str:
    """Return the sentence of a service message, empty for an alarm of a name that is not known here.

    `what` is an alarm as CloudFormation names it (stack-DigestAlarm-1A2B), one of FAILURES, or "sandbox".
    """
    if what in FAILURES:
        return gettext(FAILURES[what], reason=reason)
    if what == "sandbox":
        return gettext(SANDBOX)
    alarm = what.rsplit("-", 2)[-2] if "-" in what else ""
    return str(translated(ALARMS)[alarm]) if alarm in ALARMS else ""
