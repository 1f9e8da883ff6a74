"""openapi.yaml against what is served: schemathesis asks what it allows, and much that it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, settings
from openapi_spec_validator import validate
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from cloud.core.answers.portal import PARAMETERS
from cloud.core.answers.questions import QUESTIONS
from cloud.core.keys import within
from cloud.core.portal.person import DEEDS
from cloud.edge.aws import client
from cloud.local.gateway import gateway
from cloud.local.issuer import issuer_of
from test_query import SAID, two_dealers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.local.stack import Stack

__all__ = ["two_dealers"]  # a fixture

DOCUMENT = yaml.safe_load((Path(__file__).parents[1] / "openapi.yaml").read_text("utf-8"))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture(scope="module")
def api(two_dealers: Stack) -> Iterator[str]:
    """Serve the template's routes."""
    with gateway(two_dealers) as address:
        yield address


@pytest.fixture(scope="module")
def token(two_dealers: Stack) -> dict[str, str]:
    """Ask as dealer acme."""
    who = {"dealer": "acme", "role": "admin", "username": "ann"}
    return {"Authorization": f"Bearer {issuer_of(two_dealers).token(**who)}"}


@pytest.fixture
def fresh_minute(two_dealers: Stack) -> None:
    """Forget what the dealer's programs asked in this minute: the many tries above are no part of a test."""
    now = datetime.now(UTC)
    for moment in (now, now + timedelta(minutes=1)):  # the test may begin at its end
        key = {"pk": {"S": within("acme", "asked")}, "sk": {"S": moment.strftime("%Y-%m-%dT%H:%MZ")}}
        client("dynamodb").delete_item(TableName=two_dealers.environment("Query")["TABLE"], Key=key)


def test_the_document_is_one() -> None:
    validate(DOCUMENT)


def test_the_document_has_every_question_with_its_parameters() -> None:
    common = {"limit", "cursor"}
    documented = {
        path.removeprefix("/v1/"): {_name(p) for p in operations["get"].get("parameters", ())} - common
        for path, operations in DOCUMENT["paths"].items()
        if "get" in operations
    }
    portal = {path: set(names) - common for path, names in PARAMETERS.items()}
    assert documented == {path: set(names) for path, (_, names) in QUESTIONS.items()} | portal


def test_the_document_has_every_deed() -> None:
    decision = DOCUMENT["components"]["schemas"]["Decision"]["properties"]
    assert decision["what"]["enum"] == list(DEEDS)


@SCHEMA.parametrize()
@settings(
    max_examples=20,
    derandomize=True,  # a request made wrong, "day" taken away, may by chance have it again and be right
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_the_document_says(
    case: schemathesis.Case[Any], api: str, token: dict[str, str]
) -> None:
    # No schema can say which cursor is one, nor that `to` comes after `from`: those are refused with 400.
    case.call_and_validate(base_url=api, headers=token, excluded_checks=[positive_data_acceptance])


@pytest.mark.usefixtures("fresh_minute")
@pytest.mark.parametrize("path", sorted(SAID))
def test_a_real_answer_is_as_the_document_says(path: str, api: str, token: dict[str, str]) -> None:
    operation = SCHEMA[f"/v1/{path}"]["GET"]
    case = operation.Case(query={**SAID[path]})
    answer = case.call_and_validate(base_url=api, headers=token)

    assert answer.status_code == 200
    assert answer.json() not in ({"items": [], "next": None}, {})


@pytest.mark.usefixtures("fresh_minute")
def test_an_answer_that_is_not_as_the_document_says_is_found(api: str, token: dict[str, str]) -> None:
    document: dict[str, Any] = yaml.safe_load(yaml.safe_dump(DOCUMENT))
    document["components"]["schemas"]["Site"]["properties"]["name"]["type"] = "integer"
    case = schemathesis.openapi.from_dict(document)["/v1/sites"]["GET"].Case()

    with pytest.raises(FailureGroup, match="1 distinct failure"):
        case.call_and_validate(base_url=api, headers=token)


def _name(parameter: dict[str, Any]) -> str:
    return str(parameter.get("name") or parameter["$ref"].rpartition("/")[2].lower())
