"""The reference of the policy: where it stands and how each setting is written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.settings.fields import FIELDS
from tools.docs.group_policy import KEY, label_of
from tools.docs.markdown import page, table

if TYPE_CHECKING:
    from agent.core.settings.field import Field

INTRO = rf"""# Policy reference

A policy sets what no user of a computer can change. On Windows it stands in the registry under
`HKEY_LOCAL_MACHINE\{KEY}\SECTION`, written by a group policy or a script. On Linux and macOS it is
`/etc/meters-agent/policy.toml` with the keys of [settings.toml](../reference/settings.md); file and folders
belong to root and are writable by nobody else. The places are fixed: no argument and no variable moves them.

The templates for Windows are [MetersAgent.admx](group-policy/MetersAgent.admx) with
[English](group-policy/en-US/MetersAgent.adml) and [German](group-policy/de-DE/MetersAgent.adml) texts. Copy
the content of their folder to `C:\Windows\PolicyDefinitions`, or to the central store of the domain.

What a policy sets wins over `settings.toml` and is locked in the window ("Set by your administrator").
`meters settings show` names the place of each value, and `meters settings set` ends with code 2. A policy
with a mistake, or one that others could have written, is refused as a whole: until it is corrected nothing
runs. A bad value is named, in a file with its line. A name that this version does not know, as of a newer
template, is left out: the rest counts, and `meters status`, icon and mail say which name it is.

**Mail.** Where a policy says where reports go (`host`, `sender`, `recipients`, `allow_public_host`), nothing
is sent before a user has checked the page *Email* and saved, unless `confirmed` is set, too. Passwords never
stand in a policy: each user's own are in the keyring (`meters settings password`)."""

OUTRO = """A list is a subkey with one value (`REG_SZ`) for each item, as group policies write it, or one
`REG_MULTI_SZ`. A row of `users` is `NAME AUTHENTICATION ENCRYPTION CONTEXT`; only the name is needed."""


def policy() -> str:
    """Return the page: every setting with its value in the registry."""
    rows = (
        (f"`{field.key}`", label_of(field), f"`{kind_of(field)}`", field.shape.expected) for field in FIELDS
    )
    return page(INTRO, table(("setting", "policy", "type", "value"), rows), OUTRO)


def kind_of(field: Field) -> str:
    """Return the type of a setting's value in the registry."""
    if field.is_list:
        return "subkey"
    is_number = isinstance(field.default, bool) or field.shape.limits is not None
    return "REG_DWORD" if is_number else "REG_SZ"
