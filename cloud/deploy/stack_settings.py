"""The one small file of a stack's parameters, read and held against the template before AWS hears a word."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Where SES takes mails in: AWS General Reference, "Amazon Simple Email Service endpoints and quotas", table
# "Email receiving endpoints", by copies of it that name these. Jakarta, an opt-in region, is left out: SES's
# guide says that it does not write into buckets there. One that came later is refused until it stands here.
INBOUND = (
    *("us-east-1", "us-east-2", "us-west-2", "ca-central-1"),
    *("eu-central-1", "eu-west-1", "eu-west-2"),
    *("ap-northeast-1", "ap-southeast-1", "ap-southeast-2"),
)
_STACK = re.compile(r"[a-z][a-z0-9-]{0,39}")  # also names a log group, a workgroup and a bucket
# What Cognito refuses in a sign-in prefix: its guide, "Using your own domain", "reserved words".
_RESERVED = ("aws", "amazon", "cognito")


class Wrong(Exception):  # noqa: N818 (it is an answer, no error of ours)
    """What a person has to change before anything can be done, a sentence each line."""


@dataclass(frozen=True, slots=True)
class StackSettings:
    """A stack: its name, its region, its parameters as the template names them."""

    stack: str
    region: str
    parameters: Mapping[str, str]


def read_settings(file: Path, template: Path) -> StackSettings:
    """Return the settings of a file; Wrong with all that is wrong in it."""
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise Wrong(f"There is no {file}. Copy cloud/stack.example.toml there and fill it in.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Wrong(f"{file} can't be read: {error}.") from error
    known: dict[str, Any] = yaml.load(template.read_text("utf-8"), Loader=_Plain)["Parameters"]  # noqa: S506 (ours)
    if problems := list(_problems(told, known)):
        raise Wrong("\n".join(problems))
    given = {_name(key): str(value) for key, value in told.items() if key not in {"stack", "region"}}
    return StackSettings(told["stack"], told["region"], given)


def _problems(told: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    if not _STACK.fullmatch(str(told.get("stack", ""))):
        yield "stack: a name of small letters, digits and hyphens, 40 at most."
    if told.get("region") not in INBOUND:
        yield f"region: SES takes mails in here: {', '.join(INBOUND)}."
    given = {_name(key): str(value) for key, value in told.items() if key not in {"stack", "region"}}
    for name in given.keys() - known.keys():
        yield f"{_key(name)}: there is no such parameter. There are: {', '.join(map(_key, known))}."
    for name, parameter in known.items():
        if name in given:
            yield from _of_value(_key(name), given[name], parameter)
        elif "Default" not in parameter:
            yield f"{_key(name)} is missing: {parameter['Description']}."
    if any(word in given.get("SignInPrefix", "") for word in _RESERVED):
        yield f"sign_in_prefix: Cognito takes none with {', '.join(_RESERVED)} in it."
    if bool(given.get("TokenIssuer")) != bool(given.get("TokenAudience")):
        yield "token_issuer and token_audience go together."


def _of_value(key: str, value: str, parameter: Mapping[str, Any]) -> Iterator[str]:
    """Yield what CloudFormation would refuse in a value."""
    told = f"{key}: {parameter['Description']}. {value!r}"
    if "AllowedPattern" in parameter and not re.fullmatch(parameter["AllowedPattern"], value):
        yield f"{told} is not of the form {parameter['AllowedPattern']}."
    if parameter["Type"] == "Number":
        if not re.fullmatch("[0-9]{1,9}", value, re.ASCII):
            yield f"{told} is no number."
        elif not parameter.get("MinValue", 1) <= int(value) <= parameter.get("MaxValue", 10**9):
            least, most = parameter.get("MinValue", 1), parameter.get("MaxValue", 10**9)
            yield f"{told} is less than {least} or more than {most}."


def _name(key: str) -> str:
    """Return the template's name of a key: mail_domain is MailDomain."""
    return "".join(part.capitalize() for part in key.split("_"))


def _key(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class _Plain(yaml.SafeLoader):
    """Reads a template's parameters; what stands behind a tag such as !Ref is of no matter there."""


_Plain.add_multi_constructor("!", lambda *_: None)
