"""The template by others' rules (cfn-lint, checkov) and by ours: least rights, alarms, one schema."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cloud.core import lake
from cloud.local.template import TEMPLATE, functions_of, read_template

if TYPE_CHECKING:
    from collections.abc import Iterator

RESOURCES = read_template()["Resources"]
FUNCTIONS = {name: r for name, r in RESOURCES.items() if r["Type"] == "AWS::Serverless::Function"}
TOOLS = Path(sys.executable).parent


def judged(tool: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(TOOLS / tool), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_cfn_lint_finds_nothing() -> None:
    found = judged("cfn-lint", str(TEMPLATE))

    assert (found.returncode, found.stdout) == (0, "")


def test_cfn_lint_finds_what_is_wrong(tmp_path: Path) -> None:
    spoilt = tmp_path / "template.yaml"
    spoilt.write_text(TEMPLATE.read_text("utf-8").replace("BillingMode: PAY", "BillingMode: PLAY"), "utf-8")

    assert "E3030" in judged("cfn-lint", str(spoilt)).stdout


def test_checkov_finds_nothing_and_finds_what_is_wrong(tmp_path: Path) -> None:
    spoilt = tmp_path / "template.yaml"
    spoilt.write_text(TEMPLATE.read_text("utf-8").replace("BlockPublicAcls: true", "BlockPublicAcls: false"))
    options = ("--skip-download", "--quiet", "--compact", "--framework", "cloudformation")
    found = judged("checkov", *options, "-f", str(TEMPLATE), str(spoilt))

    failed = set(re.findall(r"FAILED for resource: (\S+)\s+File: (\S+):", found.stdout))
    assert {name for name, _ in failed} == {"AWS::S3::Bucket.Mails", "AWS::S3::Bucket.Lake"}
    assert {Path(file).parent.name for _, file in failed} == {tmp_path.name}


def test_every_skipped_check_says_why() -> None:
    skips = [skip for r in RESOURCES.values() for skip in _skips(r)]

    assert skips
    assert all(len(skip["comment"]) > 5 for skip in skips)


def statements() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, function in FUNCTIONS.items():
        for policy in function["Properties"]["Policies"]:
            for statement in policy["Statement"]:
                yield name, statement


@pytest.mark.parametrize(("function", "statement"), list(statements()))
def test_no_function_may_do_everything_or_touch_everything(function: str, statement: dict[str, Any]) -> None:
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]

    assert function
    assert all("*" not in action for action in actions)
    assert statement["Resource"] != "*" or actions == ["ses:GetAccount"]  # it knows no resource


def test_what_only_reads_may_not_write() -> None:
    allowed = {action for name, s in statements() if name == "Query" for action in _listed(s["Action"])}

    # UpdateItem only of the counters: test_rights.
    assert allowed == {"dynamodb:UpdateItem", "dynamodb:Query", "dynamodb:GetItem", "kms:Decrypt"}


def test_only_the_operator_may_delete_a_mail_and_only_ingest_reads_them_besides() -> None:
    doing: dict[str, set[str]] = {}
    for name, statement in statements():
        if "${Mails.Arn}" in str(statement["Resource"]):
            doing.setdefault(name, set()).update(_listed(statement["Action"]))
    assert not {
        action
        for action in doing["Ingest"]
        if "Delete" in action or "Bypass" in action or action[3:] == "PutObject"
    }
    assert "s3:DeleteObjectVersion" in doing["Admin"]
    assert doing["Decide"] == {"s3:GetObject"}  # a confirmed sender's past is opened again
    assert doing["Pages"] == {"s3:GetObject"}
    assert doing.keys() == {"Ingest", "Admin", "Decide", "Pages"}


def test_every_queue_with_work_has_dead_letters_and_outlasts_its_function() -> None:
    for wired in functions_of(read_template()):
        for event in wired.events.values():
            if event["Type"] == "SQS":
                queue = RESOURCES[event["Properties"]["Queue"]["Fn::GetAtt"][0]]["Properties"]
                timeout = FUNCTIONS[wired.name]["Properties"]["Timeout"]
                assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": ["DeadLetters", "Arn"]}
                assert queue["VisibilityTimeout"] >= 6 * timeout


def test_athena_s_columns_are_those_of_the_files() -> None:
    kinds = {lake.TEXT: "string", lake.COUNT: "bigint", lake.MOMENT: "timestamp", "texts": "array<string>"}
    supply = ",".join([*(f"{n}:string" for n in lake.TEXTS), *(f"{n}:bigint" for n in lake.COUNTS)])
    columns = RESOURCES["Readings"]["Properties"]["TableInput"]["StorageDescriptor"]["Columns"]

    assert [(column["Name"], column["Type"]) for column in columns] == [
        (name, kinds.get(kind, f"array<struct<{supply}>>")) for name, kind in lake.COLUMNS.items()
    ]


def _skips(resource: dict[str, Any]) -> list[dict[str, str]]:
    skips: list[dict[str, str]] = resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    return skips


def _listed(actions: str | list[str]) -> list[str]:
    return actions if isinstance(actions, list) else [actions]
