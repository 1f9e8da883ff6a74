"""Rights: what the functions did on a whole round, against what their roles allow."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from cloud.edge.aws import client
from cloud.edge.rates import Rates
from cloud.local import calls
from cloud.local.iam_rights import BY_SAM, RequiredRight
from cloud.local.stack import Stack
from cloud.local.template import functions_of, read_template
from rights_rules import breaches, needs_by_function
from scenario import whole_round

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rights_rules import Needs

TEMPLATE = read_template()


@pytest.fixture(scope="module")
def done(aws: str) -> tuple[Mapping[str, str], Needs]:
    """Do everything once; the stack's names, and what each function needed."""
    names, calls, _ = whole_round(aws)
    return names, needs_by_function(TEMPLATE, calls, names["Key.Arn"])


def test_no_function_has_a_right_too_few_or_too_many(done: tuple[Mapping[str, str], Needs]) -> None:
    names, needed = done

    found = list(breaches(TEMPLATE, names, needed))
    assert found == [], "\n".join(found)
    assert needed.keys() == {wired.name for wired in functions_of(TEMPLATE)}


def _statements(template: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return each statement of each function: the function's name and the statement's place."""
    return [(wired.name, place) for wired in functions_of(template) for place in range(len(wired.statements))]


@pytest.mark.parametrize(("function", "place"), _statements(TEMPLATE))
def test_a_statement_that_is_gone_is_missed(
    done: tuple[Mapping[str, str], Needs], function: str, place: int
) -> None:
    names, needed = done
    template = copy.deepcopy(TEMPLATE)
    del template["Resources"][function]["Properties"]["Policies"][0]["Statement"][place]

    assert any(" may not " in told for told in breaches(template, names, needed))


@pytest.mark.parametrize(("function", "place"), _statements(TEMPLATE))
def test_an_action_too_many_is_found(
    done: tuple[Mapping[str, str], Needs], function: str, place: int
) -> None:
    names, needed = done
    template = copy.deepcopy(TEMPLATE)
    statement = template["Resources"][function]["Properties"]["Policies"][0]["Statement"][place]
    statement["Action"] = [*_listed(statement["Action"]), "s3:DeleteBucket"]

    assert any(" need not s3:DeleteBucket" in told for told in breaches(template, names, needed))


def test_a_function_without_a_right_falls_as_on_aws(stack: Stack) -> None:
    template = copy.deepcopy(TEMPLATE)
    policy = template["Resources"]["Admin"]["Properties"]["Policies"][0]
    policy["Statement"] = [s for s in policy["Statement"] if "dynamodb:PutItem" not in s["Action"]]
    cut = Stack(template, stack.names)

    with pytest.raises(ClientError, match="Admin is not authorized to perform: dynamodb:PutItem"):
        cut.call("Admin", {"do": "add_dealer", "dealer": "acme", "name": "Acme"})


def test_query_can_write_its_counter_and_nothing_else(stack: Stack) -> None:
    table = Rates(client("dynamodb"), stack.names["Table"])
    with calls.acting_as(stack.role("Query")):
        with pytest.raises(ClientError, match="not authorized to perform: dynamodb:UpdateItem"):
            table.client.update_item(
                TableName=table.table,
                Key={"pk": {"S": "acme#dealer"}, "sk": {"S": "dealer"}},
                UpdateExpression="REMOVE digest_to",
            )
        with pytest.raises(ClientError, match="not authorized to perform: dynamodb:PutItem"):
            table.client.put_item(TableName=table.table, Item={"pk": {"S": "a#asked"}, "sk": {"S": "x"}})


def test_what_sam_adds_is_what_this_table_says() -> None:
    """SAM's own translator says which managed policies it gives: those that BY_SAM has."""
    from sam import translated  # noqa: PLC0415 (loads long)

    roles = {
        name: r for name, r in translated(TEMPLATE)["Resources"].items() if r["Type"] == "AWS::IAM::Role"
    }
    managed = {
        str(arn).rpartition("/")[2].strip("'}]")
        for role in roles.values()
        for arn in role["Properties"].get("ManagedPolicyArns", ())
    }
    assert managed == {told.split(",")[0] for told in BY_SAM.values()}
    assert RequiredRight("logs:PutLogEvents", "*").action in BY_SAM


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
