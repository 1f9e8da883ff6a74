"""The decision where new findings go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.portal.notify import notify_in, notify_of, notify_text, secret_of
from cloud.jobs import dealing
from cloud.jobs.portal.asked import Asked, Deed, mark_of

if TYPE_CHECKING:
    from cloud.core.item_types import DealerItem


def _notify(asked: Asked) -> dict[str, str]:
    item = _dealer(asked)
    notify = notify_of(asked.request.about, notify_in(item))
    return {
        "kinds": " ".join(notify.kinds),
        "language": notify.language,
        "mark": mark_of(sorted(asked.request.about.items())),
    }


def _set_notify(asked: Asked, about: dict[str, str]) -> str:
    """Set where findings go; another address of a webhook gets another secret."""
    item = _dealer(asked)
    before = notify_in(item)
    notify = notify_of(asked.request.about, before)
    dealing.log(asked.archive.table, "notify", asked.dealer, asked.word, **about)
    secret = item.get("notify_secret")
    if notify.url != before.url or not secret:
        secret = secret_of(asked.random)
    values = {"notify": notify_text(notify), "notify_secret": secret, "notify_failed": None}
    asked.archive.table.change(keys.dealer_key(asked.dealer), values)
    return "set"


def _notify_secret(asked: Asked, _about: dict[str, str]) -> dict[str, str]:
    item = _dealer(asked)
    return (
        {"secret": item["notify_secret"]}
        if asked.request.about.get("url") and item.get("notify_secret")
        else {}
    )


def _dealer(asked: Asked) -> DealerItem:
    item = asked.archive.table.get(keys.dealer_key(asked.dealer))
    if item is None:
        raise LookupError("there is no such dealer")
    return item


NOTIFY = Deed(_notify, _set_notify, _notify_secret)
