"""What each of AWS's answers means for the stack: values in, a finding out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.deploy.rules import stops_before, takes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.deploy.formation import State
    from cloud.deploy.rules import Active


class CheckState(StrEnum):
    """How a thing stands. A note is nothing to mend now, but a person has to know."""

    WELL = "ok"
    NOTE = "note"
    WRONG = "WRONG"


class CheckResult(NamedTuple):
    """A thing that was looked at, in a sentence, and what to do where it is not well."""

    verdict: CheckState
    told: str


def well(told: str) -> CheckResult:
    """Return a finding that all is well."""
    return CheckResult(CheckState.WELL, told)


def wrong(told: str) -> CheckResult:
    """Return a finding of what has to be mended."""
    return CheckResult(CheckState.WRONG, told)


def of_stack(state: State) -> CheckResult:
    """Judge CloudFormation's status."""
    if state.status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        return well("The stack is whole.")
    if state.status == "UPDATE_ROLLBACK_COMPLETE":
        return CheckResult(
            CheckState.NOTE, f"The last change failed and was taken back. {state.reason}".strip()
        )
    return wrong(f"The stack is {state.status}. {state.reason} `make cloud-deploy` says what to do.")


def of_identity(answer: Mapping[str, Any] | None, domain: str) -> list[CheckResult]:
    """Judge SES's identity of the domain (sesv2 GetEmailIdentity; None: there is none)."""
    if answer is None:
        return [wrong(f"SES does not know {domain}. `make cloud-deploy` makes it known.")]
    dkim = answer.get("DkimAttributes", {}).get("Status", "NOT_STARTED")
    if dkim == "SUCCESS":
        of_dkim = well("SES found the DKIM records and signs what it sends.")
    else:
        of_dkim = wrong(f"DKIM: {_DKIM.get(dkim, dkim)}")
    if answer.get("VerifiedForSendingStatus"):
        return [well(f"SES has verified {domain}."), of_dkim]
    status = answer.get("VerificationStatus", dkim)
    told = f"SES has not verified {domain} ({status}): put the DKIM records into its DNS and wait an hour."
    return [wrong(told), of_dkim]


_DKIM = {
    "PENDING": "SES looks for the three records in the DNS; that takes up to 72 hours.",
    "FAILED": "SES has not found the records in 72 hours. Put them there, then start anew in its console.",
    "TEMPORARY_FAILURE": "SES can't read the DNS at the moment. Look again in an hour.",
    "NOT_STARTED": "It was never set up for this domain: switch Easy DKIM on in SES's console.",
}


def of_exchangers(found: Iterable[str] | None, domain: str, region: str) -> CheckResult:
    """Judge the hosts of the domain's MX records; None: the DNS did not answer."""
    wanted = f"inbound-smtp.{region}.amazonaws.com"
    if found is None:
        return CheckResult(CheckState.NOTE, f"The DNS did not answer for the MX of {domain}. Look again.")
    hosts = sorted(host.rstrip(".").lower() for host in found)
    if hosts == [wanted]:
        return well(f"Mails for {domain} go to {wanted}.")
    if not hosts:
        return wrong(f"{domain} has no MX record: put `{domain}. MX 10 {wanted}.` into its DNS.")
    if wanted in hosts:
        return wrong(
            f"Some mails for {domain} go elsewhere: take {', '.join(set(hosts) - {wanted})} out of its MX."
        )
    return wrong(f"Mails for {domain} go to {', '.join(hosts)} and not to {wanted}: change its MX.")


def of_rules(active: Active, domain: str, bucket: str) -> CheckResult:
    """Judge SES's active rule set."""
    if active.name is None:
        return wrong(
            "No receipt rule set is active: SES takes no mail in. `make cloud-deploy` offers to do it."
        )
    if stopper := stops_before(active, domain, bucket):
        return wrong(
            f"The rule {stopper} of {active.name} ends before ours: move ours before it in SES's console."
        )
    if any(takes(rule, domain, bucket) for rule in active.rules):
        return well(f"The active rule set {active.name} puts mails for {domain} into the bucket.")
    told = f"The active rule set is {active.name}, and no rule of it puts mails for {domain} into {bucket}."
    return wrong(f"{told} `make cloud-deploy` offers to add one.")


def of_account(answer: Mapping[str, Any]) -> list[CheckResult]:
    """Judge SES's account (sesv2 GetAccount): may it send, and to whom."""
    found = []
    if not answer.get("SendingEnabled") or answer.get("EnforcementStatus") == "SHUTDOWN":
        found.append(wrong("SES sends nothing for this account: it was paused. Its console says why."))
    elif answer.get("EnforcementStatus") == "PROBATION":
        found.append(
            CheckResult(
                CheckState.NOTE, "SES watches this account (probation): too many bounces or complaints."
            )
        )
    if answer.get("ProductionAccessEnabled"):
        found.append(well("SES is out of its sandbox: digests go to every address."))
    else:
        told = "SES is in its sandbox: digests go to verified addresses alone. Reports come in all the same."
        found.append(wrong(f"{told} Ask for production access in SES's console."))
    return found


def of_subscriptions(found: Iterable[Mapping[str, str]]) -> CheckResult:
    """Judge who is told of alarms (SNS ListSubscriptionsByTopic)."""
    subscriptions = list(found)
    waiting = [one["Endpoint"] for one in subscriptions if one["SubscriptionArn"] == "PendingConfirmation"]
    told = [one["Endpoint"] for one in subscriptions if one["SubscriptionArn"].startswith("arn:")]
    if told:
        return well(f"Alarms go to {', '.join(told)}.")
    if waiting:
        return wrong(
            f"{', '.join(waiting)} has not confirmed yet: click the link in AWS's mail, within three days."
        )
    return wrong("Nobody is told of alarms. Set alarm_mail, then `make cloud-deploy`.")


def of_alarms(found: Iterable[Mapping[str, Any]]) -> list[CheckResult]:
    """Judge the alarms that stand (CloudWatch DescribeAlarms with StateValue ALARM)."""
    standing = [wrong(f"Alarm: {one.get('AlarmDescription') or one['AlarmName']}.") for one in found]
    return standing or [well("No alarm stands.")]


def of_dead_letters(number: int) -> CheckResult:
    """Judge the queue of what could not be done."""
    if not number:
        return well("There are no dead letters.")
    return wrong(
        f"{number} mails or days of dealers could not be done: the runbook says how to look at them."
    )


def of_concurrency(limit: int, wanted: int) -> CheckResult:
    """Judge how many functions the account runs at once; `wanted` is what the stack may run."""
    if limit >= wanted:
        return well(
            f"The account runs {limit} functions at once, the stack {wanted} at most besides questions."
        )
    return wrong(
        f"The account runs {limit} functions at once, the stack may run {wanted}: ask for more or set less."
    )


def of_sign_in(status: str | None) -> CheckResult:
    """Judge the domain of the sign-in page (Cognito DescribeUserPoolDomain)."""
    if status == "ACTIVE":
        return well("The sign-in page is there.")
    return wrong(f"The sign-in page is not there ({status or 'no domain'}).")
