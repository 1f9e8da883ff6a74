"""AWS's limits that moto does not hold: over the template, over calls, over what functions answer."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from botocore.exceptions import ClientError
from samtranslator.model.exceptions import InvalidDocumentException

from cloud.core import keys, lake
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.parquet import parquet_of, without
from cloud.edge.table import Table
from cloud.local.aws_limits import PayloadTooLarge, check_payload, item_size
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.template import read_template
from conftest import reset
from sam import translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloud.local.stack import Stack

TEMPLATE = read_template()
LAYER_CODECS = {
    "SNAPPY",
    "GZIP",
    "UNCOMPRESSED",
}  # aws-sdk-pandas, building/lambda: ARROW_WITH_ZSTD=OFF, _LZ4, _BROTLI, _BZ2
ROWS = [dict.fromkeys(lake.COLUMNS) | {"site": site, "run": 1} for site in ("a", "b")]


def changed(resource: str, **properties: Any) -> dict[str, Any]:  # noqa: ANN401 (a template has every shape)
    """Return the template with other properties of a resource; None takes one away."""
    template: dict[str, Any] = json.loads(json.dumps(TEMPLATE))
    of = template["Resources"][resource]["Properties"]
    of.update(properties)
    for name in [name for name, value in properties.items() if value is None]:
        del of[name]
    return template


def test_ses_refuses_a_bucket_that_locks_by_default(aws: str) -> None:
    reset(aws)
    lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 35}}}

    with pytest.raises(ValueError, match="InvalidS3Configuration: Could not write to bucket"):
        build_stack(changed("Mails", ObjectLockConfiguration=lock), only=DATA)


def _codecs(data: bytes) -> set[str]:
    file = pq.ParquetFile(io.BytesIO(data)).metadata
    return {
        file.row_group(group).column(column).compression
        for group in range(file.num_row_groups)
        for column in range(file.num_columns)
    }


def test_parquet_is_written_by_what_the_layer_has() -> None:
    data = parquet_of(lake.COLUMNS, iter([ROWS]))

    assert _codecs(data) == {"SNAPPY"}
    assert _codecs(without(data, "site", "a") or b"") <= LAYER_CODECS


def test_nothing_is_reserved_and_a_new_account_has_places_left() -> None:
    functions = [r["Properties"] for r in TEMPLATE["Resources"].values() if "Function" in r["Type"]]
    defaults = [TEMPLATE["Parameters"][f"{name}AtOnce"] for name in ("Ingest", "Analyse", "Lake")]

    assert not any("ReservedConcurrentExecutions" in function for function in functions)
    assert sum(one["Default"] for one in defaults) <= 10 - 2
    assert all(one["MinValue"] == 2 for one in defaults)  # Lambda guide: "between 2 and 1000"


def test_sam_takes_the_template_and_refuses_what_is_wrong() -> None:
    assert "IngestMailCameIn" in translated(TEMPLATE)["Resources"]
    for wrong in (
        changed("Ingest", Handler=None),
        changed("Ingest", Events={"X": {"Type": "SQSS", "Properties": {}}}),
        changed("Ingest", MemorySizes=1),
    ):
        with pytest.raises(InvalidDocumentException):
            translated(wrong)
    assert "IngestMailCameIn" in translated(TEMPLATE)["Resources"]  # what was wrong before is forgotten


@pytest.fixture
def table(stack: Stack) -> Table:
    """Open the empty table."""
    return Table(client("dynamodb"), stack.names["Table"])


LONG = "x" * 2048


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (lambda t: t.get(keys.Key(f"{LONG}x", "s")), "hashkey has exceeded the maximum size limit of 2048"),
        (lambda t: t.get(keys.Key("p", LONG[:1025])), "rangekey has exceeded the maximum size limit of 1024"),
        (lambda t: t.get(keys.Key("", "s")), "A value is empty"),
        (lambda t: t.put({"pk": "p", "sk": "s", "x": "y" * 409_600}), "Item size has exceeded"),
        (
            lambda t: t.put({"pk": "p", "sk": "s", "list_key": "a", "list_order": LONG}),
            "rangekey has exceeded",
        ),
        (lambda t: t.put_many([{"pk": "p", "sk": "s", "x": "é" * 204_800}]), "Item size has exceeded"),
        (lambda t: t.put_many([{"pk": "p", "sk": "s"}] * 2), "contains duplicates"),
        (lambda t: t.page("p", between=("b", "a")), "upper bound to be greater"),
        (lambda t: t.page("p", after={"pk": "p", "sk": "s", "day_key": "d"}), "starting key is invalid"),
        (lambda t: t.page("p", after={"pk": "q", "sk": "s"}), "outside query boundaries"),
        (lambda t: t.page("p", "b", after={"pk": "p", "sk": "a"}), "outside query boundaries"),
        (lambda t: t.page("p", between=("b", "c"), after={"pk": "p", "sk": "d"}), "outside query boundaries"),
    ],
)
def test_dynamodb_refuses_here_what_it_refuses_there(
    table: Table, do: Callable[[Table], object], told: str
) -> None:
    with pytest.raises(ClientError, match=told):
        do(table)


def test_an_item_is_as_large_as_dynamodb_counts_it() -> None:
    assert item_size({"pk": {"S": "é"}, "n": {"N": "1234"}, "b": {"BOOL": True}}) == 2 + 2 + 1 + 4 + 1 + 1


def test_sqs_and_ses_refuse_here_what_they_refuse_there(stack: Stack) -> None:
    entries = [{"Id": str(number), "MessageBody": "x" * 30_000} for number in range(10)]
    with pytest.raises(ClientError, match="262144"):
        client("sqs").send_message_batch(QueueUrl=stack.names["AnalyseTasks"], Entries=entries)
    with pytest.raises(ClientError, match="Message length"):
        client("ses").send_raw_email(RawMessage={"Data": b"x" * (10 * 2**20 + 1)})
    with pytest.raises(ClientError, match="key is too long"):
        client("s3").put_object(Bucket=stack.names["Lake"], Key="x" * 1025)


def test_lambda_gives_no_more_than_6_mb() -> None:
    check_payload({"body": "x" * (6 * 2**20 - 100)})
    with pytest.raises(PayloadTooLarge):
        check_payload({"body": '"' * (3 * 2**20)})


def test_ingest_locks_the_version_that_it_took(stack: Stack, adapters: Any) -> None:  # noqa: ANN401
    (key,) = stack.deliver("nobody@in.example", b"Subject: x\r\n\r\n")
    stack.poll()

    head = client("s3").head_object(Bucket=stack.names["Mails"], Key=key)
    assert adapters
    assert head["ObjectLockMode"] == "GOVERNANCE"
    assert head["ObjectLockRetainUntilDate"] - head["LastModified"] == timedelta(days=35)
    with pytest.raises(ClientError, match=r"Access Denied|Forbidden|AccessDenied"):
        client("s3").delete_object(Bucket=stack.names["Mails"], Key=key, VersionId=head["VersionId"])


def test_a_lock_is_never_shortened_nor_set_into_the_past(stack: Stack) -> None:
    mails = Mails(client("s3"), stack.names["Mails"])
    (key,) = stack.deliver("nobody@in.example", b"x")
    version = client("s3").head_object(Bucket=mails.bucket, Key=key)["VersionId"]
    now = datetime.now(UTC)

    assert not mails.lock(key, version, timedelta(days=35), now + timedelta(days=36))
    assert mails.lock(key, version, timedelta(days=35), now)
    assert not mails.lock(key, version, timedelta(days=35), now)
    assert not mails.lock(key, version, timedelta(days=3), now)
    assert not mails.lock("mail/erased", version, timedelta(days=3), now)


def test_what_ses_tries_is_no_mail(stack: Stack, adapters: Any) -> None:  # noqa: ANN401
    client("s3").put_object(Bucket=stack.names["Mails"], Key="mail/AMAZON_SES_SETUP_NOTIFICATION", Body=b"x")

    while stack.poll():
        pass
    assert list(adapters.table.scan("unaddressed#mails")) == []
