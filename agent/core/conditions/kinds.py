"""Conditions: what a person must know for as long as it is so, and which kinds of it there are.

A condition stands from the moment it was met until it is mended. Whoever meets it records it in the
store, whoever sees it mended clears it; icon, `watch`, `status`, mail, page and report read the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Fact = str | int
# Characters: facts come from servers and devices, and stand in every report; two sentences with a
# fingerprint each fit.
LONGEST_FACT = 500


class ConditionKind(StrEnum):
    """What can be wrong. The values stand in meters.json: add, rename nothing."""

    RECIPIENT_REFUSED = "recipient_refused"
    LETTER_REFUSED = "letter_refused"
    LETTER_TOO_LARGE = "letter_too_large"
    MAIL_REFUSED = "mail_refused"
    MAIL_LATE = "mail_late"
    PROFILE_MISSING = "profile_missing"
    DISK_FULL = "disk_full"
    RUN_FAILED = "run_failed"
    DATABASE_SET_ASIDE = "database_set_aside"
    DATABASE_UNUSABLE = "database_unusable"
    SETTINGS_UNUSABLE = "settings_unusable"
    PRINTERS_NOT_ASKED = "printers_not_asked"
    PRINTERS_SILENT = "printers_silent"
    NO_NETWORK = "no_network"
    CLOCK_WRONG = "clock_wrong"
    AGENT_CHANGED = "agent_changed"
    START_ENTRY_UNUSABLE = "start_entry_unusable"
    READER_CRASHED = "reader_crashed"
    HISTORY_DISPUTED = "history_disputed"
    PROVISION_WAITS = "provision_waits"
    PROVISION_UNUSABLE = "provision_unusable"
    POLICY_UNKNOWN = "policy_unknown"
    MAIL_UNCONFIRMED = "mail_unconfirmed"
    ENROLMENT_MISSING = "enrolment_missing"
    SERVICE_SILENT = "service_silent"


@dataclass(frozen=True, slots=True)
class KindRule:
    """What is true of all conditions of a kind.

    `facts` names the facts that one carries. `is_trouble`: no report can be relied on while it stands, so
    the icon shows trouble; of the others it shows that something needs attention. `step` is that of the
    doctor which explains one: the step that tells all conditions, where nothing more can be tried.
    """

    facts: tuple[str, ...] = ()
    is_trouble: bool = False
    step: str = "condition"


RULES: Mapping[ConditionKind, KindRule] = {
    # subject: the recipient's address
    ConditionKind.RECIPIENT_REFUSED: KindRule(("reason",), is_trouble=True, step="recipient"),
    # subject: the run's number
    ConditionKind.LETTER_REFUSED: KindRule(("reason",), is_trouble=True, step="test"),
    ConditionKind.LETTER_TOO_LARGE: KindRule(("reason",), is_trouble=True),
    # subject: the mail server's name; login, sender or relay is refused for good
    ConditionKind.MAIL_REFUSED: KindRule(("reason",), is_trouble=True, step="login"),
    # the icon shows attention, and trouble once it is very late
    ConditionKind.MAIL_LATE: KindRule(("reason",), step="mail_settings"),
    # subject: the profile's name
    ConditionKind.PROFILE_MISSING: KindRule(("reason",), step="settings_file"),
    # subject: the folder
    ConditionKind.DISK_FULL: KindRule((), is_trouble=True, step="disk"),
    # subject: the task's name; `ended` says in sentences how it ended
    ConditionKind.RUN_FAILED: KindRule(("ended",), is_trouble=True),
    # subject: the file set aside
    ConditionKind.DATABASE_SET_ASIDE: KindRule(("letters",), step="database"),
    ConditionKind.DATABASE_UNUSABLE: KindRule(("reason",), is_trouble=True, step="database"),
    ConditionKind.SETTINGS_UNUSABLE: KindRule(("reason",), is_trouble=True, step="settings_file"),
    ConditionKind.PRINTERS_NOT_ASKED: KindRule(("count",), step="networks"),
    # no printer at all answered in the last run
    ConditionKind.PRINTERS_SILENT: KindRule(("count",), step="networks"),
    ConditionKind.NO_NETWORK: KindRule((), is_trouble=True, step="networks"),
    # subject: the moment that was stored, `clock` what the clock showed later; both ISO 8601
    ConditionKind.CLOCK_WRONG: KindRule(("clock",), is_trouble=True, step="clock"),
    # subject: the former agent's id
    ConditionKind.AGENT_CHANGED: KindRule(("agent_id",)),
    # subject: the start entry's name
    ConditionKind.START_ENTRY_UNUSABLE: KindRule(("reason",), step="start"),
    # subject: the device's address
    ConditionKind.READER_CRASHED: KindRule(("mac_address", "good_reads"), step="device"),
    # subject: the serial number, or the MAC address, that several devices show
    ConditionKind.HISTORY_DISPUTED: KindRule(("addresses", "device_id"), step="serial"),
    # subject: the provision file
    ConditionKind.PROVISION_WAITS: KindRule(),
    ConditionKind.PROVISION_UNUSABLE: KindRule(("reason",)),
    # subject: the policy's place, `names` the settings in it that this version does not know
    ConditionKind.POLICY_UNKNOWN: KindRule(("names",)),
    # subject: the mail server's name
    ConditionKind.MAIL_UNCONFIRMED: KindRule(is_trouble=True, step="mail_settings"),
    # subject: the computer's name, `path` the provision file that lacks it
    ConditionKind.ENROLMENT_MISSING: KindRule(("path",)),
    # seen by users of a computer with a service; in no store, and so in no report
    ConditionKind.SERVICE_SILENT: KindRule(is_trouble=True),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is wrong. `subject` says what it is about, empty where there is only one such thing.

    `since` is when it was first met, `until` when it was seen mended, None while it stands.
    """

    kind: ConditionKind
    subject: str
    since: datetime
    facts: Mapping[str, Fact]
    until: datetime | None = None


def checked_facts(kind: ConditionKind, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the facts of a condition, texts bounded; ValueError where the kind has others."""
    if set(facts) != set(RULES[kind].facts):
        raise ValueError(f"{kind} has the facts {RULES[kind].facts}, not {tuple(facts)}")
    return {name: value[:LONGEST_FACT] if isinstance(value, str) else value for name, value in facts.items()}
