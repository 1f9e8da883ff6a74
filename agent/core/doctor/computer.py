"""What of this computer keeps the program from its work: keyring, disk, clock, start, what is known wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.conditions.kinds import RULES, Condition
from agent.core.conditions.text import advice_of, most_urgent, title_of
from agent.core.doctor.ladder import DoctorPart, DoctorStep, Fact, Verdict, plain_statement, statement_of
from agent.core.doctor.places import is_vpn, own_texts
from agent.core.doctor.why import place_of
from agent.core.messages import office_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from agent.core.discovery.networks import Interface
    from agent.core.model.errors import AgentError

POSSIBLE_YEARS = range(2024, 2100)  # before the first the program did not exist


def failed(name: str, error: AgentError, facts: Mapping[str, Fact] | None = None) -> DoctorStep:
    """Return the step that ended with an error, in the error's own words."""
    return DoctorStep(
        DoctorPart.COMPUTER, name, Verdict.FAILED, f"{name}_failed", facts or {}, statement_of(error)
    )


def keyring_step(*, is_faithful: bool) -> DoctorStep:
    """Return whether the keyring gives back what it was given."""
    if is_faithful:
        return _step("keyring", Verdict.OK, "keyring_works", {})
    return _step("keyring", Verdict.FAILED, "keyring_lies", {})


def secrets_step(wanted: Sequence[str], missing: Sequence[str]) -> DoctorStep:
    """Return which of the keyring entries that the settings need are not there."""
    if missing:
        facts: dict[str, Fact] = {"names": ", ".join(missing), "first": missing[0]}
        return _step("secrets", Verdict.FAILED, "secret_missing", facts)
    return _step("secrets", Verdict.OK, "secrets_there", {"count": len(wanted)})


def disk_step(folder: str, *, has_room: bool) -> DoctorStep:
    """Return whether the data folder takes what is written there."""
    verdict, cause = (Verdict.OK, "disk_works") if has_room else (Verdict.FAILED, "disk_full")
    return _step("disk", verdict, cause, {"folder": folder})


def clock_step(now: datetime, last_scan: datetime | None) -> DoctorStep:
    """Return whether the clock can be right: in a possible year, and not before what was done already."""
    facts: dict[str, Fact] = {
        "now": office_status.moment(now),
        "zone": f"{now.tzname() or ''} (UTC{now:%z})".strip(),
    }
    if now.year not in POSSIBLE_YEARS:
        return _step("clock", Verdict.FAILED, "clock_impossible", facts)
    if last_scan is not None and last_scan > now:
        return _step(
            "clock", Verdict.FAILED, "clock_behind", {**facts, "last": office_status.moment(last_scan)}
        )
    return _step("clock", Verdict.OK, "clock_plausible", facts)


def start_step(*, wanted: bool, starts: bool | None) -> DoctorStep:
    """Return whether the program starts with the session, where the settings want it."""
    if not wanted:
        return _step("start", Verdict.OK, "starts_not", {})
    if starts is None:
        return _step("start", Verdict.NOT_TRIED, "start_unknown", {})
    verdict, cause = (Verdict.OK, "starts") if starts else (Verdict.WARNING, "start_missing")
    return _step("start", verdict, cause, {})


_OF_SIGNATURES = {
    "signature_valid": Verdict.OK,
    "signature_none": Verdict.WARNING,
    "signature_untrusted": Verdict.WARNING,
    "signature_broken": Verdict.FAILED,
}


def signature_step(path: str, signature: str) -> DoctorStep:
    """Return the step of the program's signature.

    `signature` is what edge/program_signature.py says of it, "unsigned" where the program runs from source.
    """
    return _step("signature", _OF_SIGNATURES.get(signature, Verdict.NOT_TRIED), signature, {"path": path})


def settings_step(error: AgentError | None) -> DoctorStep:
    """Return whether anything is wrong with the settings: `error`."""
    if error is not None:
        return failed("settings_file", error)
    return _step("settings_file", Verdict.OK, "settings_fine", {})


def networks_step(interfaces: Sequence[Interface], *, has_default: bool | None) -> DoctorStep:
    """Return which networks this computer is in, and whether it has a default route (None: not told)."""
    own = own_texts(interfaces)
    facts: dict[str, Fact] = {"own": ", ".join(own)}
    if not own:
        return _step("networks", Verdict.FAILED, "networks_none", facts)
    cause = "networks_without_route" if has_default is False else "networks_known"
    return _step("networks", Verdict.OK, cause, facts)


def vpn_step(interfaces: Sequence[Interface]) -> DoctorStep:
    """Return which tunnels to other networks are up."""
    names = dict.fromkeys(one.name for one in interfaces if is_vpn(one))
    return _step("vpn", Verdict.OK, "vpn_on" if names else "vpn_none", {"names": ", ".join(names)})


def condition_steps(conditions: Sequence[Condition]) -> Iterator[DoctorStep]:
    """Yield what is known to be wrong, most urgent first."""
    if not conditions:
        yield _step("condition", Verdict.OK, "nothing_stands", {})
    for condition in most_urgent(conditions):
        verdict = Verdict.FAILED if RULES[condition.kind].is_trouble else Verdict.WARNING
        statement = plain_statement(title_of(condition), advice_of(condition), advice_of(condition, "window"))
        place = place_of(condition)
        facts = {"subject": condition.subject, "step": place.step, "address": place.address}
        yield DoctorStep(DoctorPart.COMPUTER, "condition", verdict, str(condition.kind), facts, statement)


def _step(name: str, verdict: Verdict, cause: str, facts: Mapping[str, Fact]) -> DoctorStep:
    return DoctorStep(DoctorPart.COMPUTER, name, verdict, cause, facts)
