"""SES's receipt rules: an account has one active set in a region, and it may be somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Active:
    """The active rule set (None: there is none), and its rules by name in their order."""

    name: str | None
    rules: tuple[Mapping[str, Any], ...]


def active_set(ses: Any) -> Active:  # noqa: ANN401 (a client)
    """Return the active rule set of the region."""
    answer = ses.describe_active_receipt_rule_set()
    if "Metadata" not in answer:
        return Active(None, ())
    return Active(answer["Metadata"]["Name"], tuple(answer.get("Rules", ())))


def takes(rule: Mapping[str, Any], domain: str, bucket: str) -> bool:
    """Return whether a rule writes the domain's mails into the bucket, below mail/."""
    return (
        bool(rule.get("Enabled"))
        and domain in rule.get("Recipients", ())
        and any(
            action.get("S3Action", {}).get("BucketName") == bucket
            and action["S3Action"].get("ObjectKeyPrefix") == "mail/"
            for action in rule.get("Actions", ())
        )
    )


def stops_before(active: Active, domain: str, bucket: str) -> str | None:
    """Return the name of a rule that ends what is done with the domain's mails before ours is asked, if any.

    SES asks rules in order; a stop or a bounce ends it. A rule without recipients is asked of all mails.
    """
    for rule in active.rules:
        if takes(rule, domain, bucket):
            return None
        meant = rule.get("Recipients") or [domain]
        ends = any("StopAction" in action or "BounceAction" in action for action in rule.get("Actions", ()))
        if (
            rule.get("Enabled")
            and ends
            and any(domain == one or (one.startswith(".") and domain.endswith(one)) for one in meant)
        ):
            return str(rule["Name"])
    return None


def rule_name(stack: str) -> str:
    """Return the name of a stack's rule in a set that is somebody else's."""
    return f"meters-{stack}"
