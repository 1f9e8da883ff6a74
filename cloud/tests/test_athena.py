"""The saved queries of Athena, run: translated from Trino's SQL, on Parquet files that the receiver wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from cloud.core import lake
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.local.schedules import pass_day
from cloud.local.template import of_type, read_template
from made_mails import CODE, MadeAgent
from scenario import DAY, send

if TYPE_CHECKING:
    from pathlib import Path

    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

QUERIES = {
    r["Properties"]["Name"]: r["Properties"]["QueryString"]
    for r in of_type(read_template(), "AWS::Athena::NamedQuery").values()
}
OFFICE = MadeAgent(code=CODE)
PARTITIONS = {"dealer", "day"}


@pytest.fixture
def files(stack: Stack, adapters: IngestAdapters, tmp_path: Path) -> Path:
    """Write two days of acme's readings; return the folder."""
    send(stack, *(OFFICE.mail(report) for report in OFFICE.chain(2)))
    pass_day(stack, DAY)
    bucket = Bucket(client("s3"), stack.names["Lake"])
    for key in bucket.keys("readings/"):
        file = tmp_path / key
        file.parent.mkdir(parents=True)
        file.write_bytes(bucket.read(key) or b"")
    assert adapters
    return tmp_path


def run(files: Path, query: str) -> list[tuple[object, ...]]:
    """Return the rows of a query of Athena's, with its days moved to those of the files."""
    moved = (
        query.replace("2026-11-30", "2026-03-03")
        .replace("2026-11-01", "2026-03-01")
        .replace("2026-10-01", "2026-03-01")
    )
    with duckdb.connect() as database:
        options = "hive_partitioning = true, hive_types_autocast = false"
        source = f"read_parquet('{files}/readings/*/*/*.parquet', {options})"
        database.execute(f"CREATE VIEW readings AS SELECT * FROM {source}")  # noqa: S608 (a path of ours)
        (translated,) = sqlglot.transpile(moved, read="athena", write="duckdb")
        return database.execute(translated).fetchall()


def test_pages_of_a_month(files: Path) -> None:
    rows = run(files, QUERIES["pages of a month"])

    assert [row[:2] + row[3:] for row in rows] == [
        ("hill-street", "serial:examplar:ex1", 1100, 2100, 1000),
        ("hill-street", "serial:examplar:ex2", 1100, 2100, 1000),
    ]


def test_supplies_that_end(files: Path) -> None:
    rows = run(files, QUERIES["supplies that end"])

    assert {row[1] for row in rows} == {"serial:examplar:ex1", "serial:examplar:ex2"}
    assert all(isinstance(row[-1], int) and row[-1] <= 10 for row in rows)


def test_devices_last_read(files: Path) -> None:
    rows = run(files, QUERIES["devices last read"])

    assert [str(row[-1])[:10] for row in rows] == ["2026-03-03", "2026-03-03"]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_each_names_its_dealer_and_its_days_and_no_column_that_is_not_there(name: str) -> None:
    (parsed,) = sqlglot.parse(QUERIES[name], read="athena")
    assert parsed is not None
    named = {column.name for column in parsed.find_all(exp.Column) if column.table != "supply"}
    aliases = {alias.alias for alias in parsed.find_all(exp.Alias)} | {"supply"}

    assert named - aliases <= lake.COLUMNS.keys() | PARTITIONS
    assert named >= PARTITIONS
    assert {column.name for column in parsed.find_all(exp.Column) if column.table == "supply"} <= {
        *lake.TEXTS,
        *lake.COUNTS,
    }
