"""Rows of core/lake.py as Parquet files, and back. pyarrow stands here alone; in Lambda it is a layer."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cloud.core.lake import COUNT, COUNTS, MOMENT, TEXT, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloud.core.lake import Row

CODEC = "snappy"  # what the pyarrow of the layer is built with: no zstd; Athena reads it
_SUPPLY = pa.struct([*((name, pa.string()) for name in TEXTS), *((name, pa.int64()) for name in COUNTS)])
_KINDS = {
    TEXT: pa.string(),
    COUNT: pa.int64(),
    MOMENT: pa.timestamp("ms"),  # UTC: Athena knows no zone in a timestamp
    "texts": pa.list_(pa.string()),
    "supplies": pa.list_(_SUPPLY),
}


def parquet_of(columns: dict[str, str], groups: Iterable[list[Row]]) -> bytes:
    """Return a Parquet file of rows, one row group for each group; `columns` are names with their kinds."""
    schema = pa.schema([(name, _KINDS[kind]) for name, kind in columns.items()])
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, schema, compression=CODEC) as writer:
        for rows in groups:
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return buffer.getvalue()


def without(data: bytes, column: str, value: str) -> bytes | None:
    """Return a Parquet file without the rows that have a value; None where none has it."""
    table = pq.read_table(io.BytesIO(data))
    left = table.filter(pc.field(column) != value)
    if len(left) == len(table):
        return None
    buffer = io.BytesIO()
    pq.write_table(left, buffer, compression=CODEC)
    return buffer.getvalue()


def rows_of(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file."""
    yield from pq.read_table(io.BytesIO(data)).to_pylist()
