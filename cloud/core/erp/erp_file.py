"""Rows to the file that a profile asks for: CSV in which no cell is a formula, XML that any parser takes."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from agent.core.reporting.formulas import formula_of, is_formula
from agent.core.reporting.meters_csv import csv_text
from cloud.core.erp.erp_profile import CSV, constant_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.erp.erp_profile import ErpProfile

    Row = Mapping[str, object]

# What XML 1.0 allows in a text; a lone half of a character is nothing either.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ErpFile(NamedTuple):
    """A file: its octets, media type, and the ending of its name."""

    octets: bytes
    media_type: str
    ending: str


def erp_file(rows: Iterable[Row], profile: ErpProfile) -> ErpFile:
    """Return rows, each its values by column, as a profile wants them.

    A time or day of the rows is a datetime or date; what an encoding has no letter for becomes a question
    mark in CSV and a reference in XML.
    """
    table = profile.table
    made = ([_value(row, source, table.date_format) for _, source in table.columns] for row in rows)
    headers = [header for header, _ in table.columns]
    if profile.format == CSV:
        text = csv_text(headers, made, table.delimiter)
        return ErpFile(text.encode(table.encoding, errors="replace"), "text/csv", "csv")
    return ErpFile(_xml(headers, made, profile), "application/xml", "xml")


def _value(row: Row, source: str, date_format: str) -> object:
    constant = constant_of(source)
    if constant is not None:
        return constant
    if is_formula(source):
        return formula_of(source).of(row)
    value = row.get(source)
    if not isinstance(value, date):
        return value
    if date_format:
        return value.strftime(date_format)
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def _xml(headers: list[str], rows: Iterable[list[object]], profile: ErpProfile) -> bytes:
    root = ET.Element(profile.root, {"xmlns": profile.namespace} if profile.namespace else {})
    for values in rows:
        row = ET.SubElement(root, profile.row)
        for header, value in zip(headers, values, strict=True):
            _element(row, header).text = None if value is None else _NOT_XML.sub(" ", str(value))
    ET.indent(root)
    encoding = profile.table.encoding.removesuffix("-sig")
    return bytes(ET.tostring(root, encoding=encoding, xml_declaration=True))


def _element(row: ET.Element, path: str) -> ET.Element:
    """Return the element of a path within a row; those above it are one for all that stand in them."""
    *above, last = path.split("/")
    for name in above:
        found = row.find(name)
        row = ET.SubElement(row, name) if found is None else found
    return ET.SubElement(row, last)
