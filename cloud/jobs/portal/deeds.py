"""What each decision needs, and what it does: a table of deeds, each two or three short functions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from agent.core.report_format.enrolment import new_code, parse_code
from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.office_form import FIELDS, settings_in, settings_of, settings_text
from cloud.core.portal.today import OPERATOR, REFUSED
from cloud.jobs import dealing, judging
from cloud.jobs.orders_deeds import ORDERS
from cloud.jobs.orders_erp import ERP
from cloud.jobs.portal.asked import Asked, Deed, mark_of
from cloud.jobs.portal.deed_closings import CLOSINGS
from cloud.jobs.portal.deed_notify import NOTIFY
from cloud.jobs.signers import AgentKey

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


LONGEST_SNOOZE = timedelta(days=366)


def _finding(asked: Asked) -> dict[str, str]:
    """Return the facts that are logged of a word on a finding: with the day on which that began."""
    about = asked.needs("kind", "subject")
    about["site"] = asked.request.about.get("site", "")
    if about["kind"] in {REFUSED, OPERATOR}:
        return about | {"since": asked.request.about.get("since", "")[:10]}
    item = asked.archive.table.get(
        keys.alert_key(asked.dealer, about["site"], about["kind"], about["subject"])
    )
    if item is None:
        raise LookupError("this is over: the analysis finds it no more")
    return about | {"since": item["since"]}


def _done(asked: Asked) -> dict[str, str]:
    if not asked.request.why.strip():
        raise ProblemDetails(400, "why", "Say what was done.")
    return _finding(asked)


def _snooze(asked: Asked) -> dict[str, str]:
    until, today = asked.request.until, asked.word.when.date()
    if until is None or not today < until <= today + LONGEST_SNOOZE:
        raise ProblemDetails(400, "until", "until is a day after today, a year from now at most.")
    return _finding(asked) | {"until": until.isoformat()}


def _note(asked: Asked, about: dict[str, str]) -> str:
    dealing.log(asked.archive.table, asked.request.what, asked.dealer, asked.word, **about)
    return asked.request.what


def _device(asked: Asked) -> dict[str, str]:
    about = asked.needs("device")
    latest = judging.latest_or_error(asked.archive.table, asked.dealer, about["device"])
    return about | {"site": latest["site"]}


def _of_device(
    do: Callable[..., str],
) -> Callable[[Asked, dict[str, str]], str]:
    return lambda asked, about: do(asked.archive.table, asked.word, asked.dealer, about["device"])


def _confirm(asked: Asked) -> dict[str, str]:
    about = asked.needs("agent", "key")
    signer = AgentKey(about["agent"], about["key"])
    site = judging.site_for(
        asked.archive.table, asked.dealer, signer, asked.request.about.get("site") or None
    )
    return about | {"site": site}


def _reject(asked: Asked) -> dict[str, str]:
    about = asked.needs("agent", "key")
    known = judging.signer_or_error(asked.archive.table, asked.dealer, AgentKey(**about))
    return about | ({"site": known["site"]} if known.get("site") else {})


def _resolve(asked: Asked) -> dict[str, str]:
    about = asked.needs("agent", "run", "sha256")
    if not (about["run"].isascii() and about["run"].isdigit() and len(about["run"]) <= 10):  # noqa: PLR2004 (digits)
        raise ProblemDetails(400, "run", "run is a whole number.")
    fork = judging.Fork(about["agent"], int(about["run"]))
    return judging.resolution_of(asked.archive.table, asked.dealer, fork, about["sha256"])


def _office(asked: Asked) -> dict[str, str]:
    """Return the facts logged of an office's settings: which were given, not what they say of people."""
    about = asked.needs("site")
    item = dealing.site_or_error(asked.archive.table, asked.dealer, about["site"])
    settings_of(asked.request.about, settings_in(item), available_timezones())
    form = sorted((name, value) for name, value in asked.request.about.items() if name in {*FIELDS, "name"})
    return about | {"changed": " ".join(name for name, _ in form), "mark": mark_of(form)}


def _set_office(asked: Asked, about: dict[str, str]) -> str:
    table, form = asked.archive.table, asked.request.about
    item = dealing.site_or_error(table, asked.dealer, about["site"])
    settings = settings_of(form, settings_in(item), available_timezones())
    name = dealing.name_or_error(form["name"]) if form.get("name") else item["name"]
    dealing.log(table, "office", asked.dealer, asked.word, **about)
    table.change(
        keys.site_key(asked.dealer, about["site"]), {"settings": settings_text(settings), "name": name}
    )
    return "set"


def _add_site(asked: Asked) -> dict[str, str]:
    about = asked.needs("site", "name")
    if asked.archive.table.get(keys.site_key(asked.dealer, about["site"])) is not None:
        raise ProblemDetails(409, "site", "There is an office of that id already.")
    return about


def _issue(asked: Asked) -> dict[str, str]:
    about = asked.needs("site")
    dealing.site_or_error(asked.archive.table, asked.dealer, about["site"])
    code_id = parse_code(new_code(asked.random))[0]
    form = asked.request.about.get("form") or asked.request.seen or "first"
    return about | {"code_id": code_id, "form": form[:100]}


def _code(asked: Asked, about: dict[str, str]) -> dict[str, str]:
    """Return an issued code, for the person who had it issued."""
    item = asked.archive.table.get(keys.code_key(asked.dealer, about["code_id"]))
    return {"code": f"{about['code_id']}-{item['secret']}"} if item else {}


def _withdraw(asked: Asked) -> dict[str, str]:
    about = asked.needs("code_id")
    return about | {"site": dealing.open_code_or_error(asked.archive.table, asked.dealer, about["code_id"])}


def _signer(about: Mapping[str, str]) -> AgentKey:
    return AgentKey(about["agent"], about["key"])


DEEDS: dict[str, Deed] = {
    "done": Deed(_done, _note),
    "snooze": Deed(_snooze, _note),
    "reopen": Deed(_finding, _note),
    "retire": Deed(_device, _of_device(judging.retire)),
    "unretire": Deed(_device, _of_device(judging.unretire)),
    "manage": Deed(_device, _of_device(judging.manage)),
    "unmanage": Deed(_device, _of_device(judging.unmanage)),
    "confirm": Deed(
        _confirm, lambda a, about: judging.confirm(a.archive, a.word, a.dealer, _signer(about), about["site"])
    ),
    "reject": Deed(_reject, lambda a, about: judging.reject(a.archive, a.word, a.dealer, _signer(about))),
    "resolve": Deed(
        _resolve,
        lambda a, about: judging.resolve(
            a.archive, a.word, a.dealer, judging.Fork(about["agent"], int(about["run"])), about["sha256"]
        ),
    ),
    "add_site": Deed(
        _add_site,
        lambda a, about: dealing.add_site(a.archive.table, a.word, a.dealer, about["site"], about["name"]),
    ),
    "office": Deed(_office, _set_office),
    "issue_code": Deed(
        _issue,
        lambda a, about: (
            f"issued {dealing.issue_code(a.archive.table, a.word, a.dealer, about['site'], a.random)[:8]}"
        ),
        _code,
    ),
    "withdraw_code": Deed(
        _withdraw,
        lambda a, about: dealing.withdraw_code(a.archive.table, a.word, a.dealer, about["code_id"]),
    ),
    "notify": NOTIFY,
    **CLOSINGS,
    **ORDERS,
    **ERP,
}
