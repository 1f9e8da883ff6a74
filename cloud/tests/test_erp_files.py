"""Orders as files for importers: three kinds of profiles, constants, formulas, and texts that attack each."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings.closing_csv import xml_of_closing
from cloud.core.erp.erp_file import erp_file
from cloud.core.erp.erp_profile import brought_names, brought_text, erp_profile_of
from cloud.core.erp.order_rows import COLUMNS, order_id, row_of_order
from cloud.core.orders.order import APPROVED, ASKED, LOW, Order, Step
from cloud.core.portal.office import OfficeSettings

ORDER = Order(
    device="serial:examplar:ex1",
    place="1 toner black",
    site="hill-street",
    state=APPROVED,
    reason=LOW,
    steps=(Step(ASKED, "2026-03-01T05:00:00.000Z"), Step(APPROVED, "2026-03-02T09:00:00.000Z", "bob")),
    read_at="2026-03-01T04:00:00.000Z",
    model="Laser 5",
    serial_number="00012345",
    location="Hall 2, left",
    supply="black toner",
    part_number="T-1",
    send_by="2026-03-09",
)
OFFICE = OfficeSettings(contact="Eve", ship_to="Hill Street 1\n\n 10115 Berlin ")
ROW = row_of_order(ORDER, "Hill Street", OFFICE)
HOSTILE = "=cmd|' /C calc'!A0\n</Order><x>&\x00\x1b\ud800\ufffe;@SUM(1)"


def read_csv(octets: bytes, encoding: str, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(octets.decode(encoding), newline=""), delimiter=delimiter))


def brought(name: str) -> Any:  # noqa: ANN401 (a profile)
    return erp_profile_of(name, brought_text(name), COLUMNS)


def test_a_row_has_every_column_and_no_other() -> None:
    assert sorted(ROW.keys() - {"AskedBy"}) == sorted(COLUMNS)


def test_three_kinds_come_along() -> None:
    assert brought_names() == ("order-xml", "shop-csv", "warenwirtschaft")


def test_a_shop_gets_lines_with_commas() -> None:
    made = erp_file([ROW], brought("shop-csv"))
    (line,) = read_csv(made.octets, "utf-8-sig", ",")

    assert (made.media_type, made.ending) == ("text/csv", "csv")
    assert (line["order_number"], line["sku"], line["quantity"]) == (order_id(ORDER), "T-1", "1")
    assert (line["order_date"], line["deliver_by"]) == ("2026-03-02T09:00:00+00:00", "2026-03-09")
    assert (line["address_1"], line["address_2"], line["address_3"]) == ("Hill Street 1", "10115 Berlin", "")
    assert line["serial_number"] == "00012345"


def test_a_german_merchandise_system_gets_its_signs_days_and_constants() -> None:
    row = row_of_order(replace(ORDER, location="Büro 3 \N{SNOWMAN}"), "Straße", OFFICE)
    (line,) = read_csv(erp_file([row], brought("warenwirtschaft")).octets, "cp1252", ";")

    assert (line["Satzart"], line["Einheit"], line["Kunde"]) == ("POS", "ST", "Straße")
    assert (line["Belegdatum"], line["Liefertermin"]) == ("02.03.2026", "09.03.2026")
    assert line["Standort"] == "Büro 3 ?"


def test_a_program_that_reads_xml_gets_elements_within_others() -> None:
    made = erp_file([ROW, ROW], brought("order-xml"))
    root = ET.fromstring(made.octets)  # noqa: S314 (our own)
    order = root[0]

    assert (made.media_type, root.tag, [one.tag for one in root]) == (
        "application/xml",
        "Orders",
        ["Order", "Order"],
    )
    assert [one.tag for one in order] == ["Id", "Date", "State", "Buyer", "Delivery", "Item", "Printer"]
    assert (order.findtext("Item/Unit"), order.findtext("Printer/Location")) == ("PCE", "Hall 2, left")


@pytest.mark.parametrize("name", brought_names())
@pytest.mark.parametrize("field", ["location", "serial_number", "part_number", "supply", "model"])
def test_hostile_texts_break_no_file(name: str, field: str) -> None:
    changed: dict[str, Any] = {field: HOSTILE}
    row = row_of_order(replace(ORDER, **changed), HOSTILE, replace(OFFICE, ship_to=HOSTILE))
    profile = brought(name)
    octets = erp_file([row, ROW], profile).octets
    if profile.format == "xml":
        root = ET.fromstring(octets)  # noqa: S314 (our own)
        assert [one.tag for one in root] == ["Order", "Order"]
        assert "</Order><x>&" in (root.findtext("Order/Buyer/Name") or "")
        return
    lines = read_csv(octets, profile.table.encoding, profile.table.delimiter)
    assert len(lines) == 2
    assert [cell for line in lines for cell in line.values() if cell[:1] in {"=", "+", "-", "@"}] == []
    assert ";@" not in octets.decode(profile.table.encoding)


@given(text=st.text(max_size=40))
def test_any_text_is_xml_and_comes_back_but_for_what_xml_can_not_hold(text: str) -> None:
    profile = erp_profile_of("x", 'format = "xml"\ncolumns = [["a", "Location"]]', COLUMNS)
    root = ET.fromstring(erp_file([{"Location": text}], profile).octets)  # noqa: S314 (our own)
    back = root.findtext("row/a") or ""

    assert len(back.replace("\r\n", "\n")) <= len(text)
    printable = [sign for sign in text if sign.isprintable()]
    assert [sign for sign in back if sign.isprintable() and sign in printable].count("<") == text.count("<")


def test_formulas_constants_namespaces_and_encodings() -> None:
    text = """
    format = "xml"
    encoding = "iso-8859-1"
    root = "Batch"
    row = "Line"
    namespace = "urn:example:orders"
    date_format = "%Y%m%d"
    columns = [["Points", "= 100 - PercentLeft + 2 * Quantity"], ["Unit", "'<b>'"], ["Day", "ShipBy"],
               ["No", ""], ["Place", "Location"]]
    """
    row = ROW | {"PercentLeft": 8, "Location": "B\N{LATIN SMALL LETTER U WITH DIAERESIS}ro \N{SNOWMAN}"}
    octets = erp_file([row], erp_profile_of("x", text, COLUMNS)).octets
    line = ET.fromstring(octets)[0]  # noqa: S314 (our own)
    values = {one.tag.removeprefix("{urn:example:orders}"): one.text for one in line}

    assert octets.startswith(b"<?xml version='1.0' encoding='iso-8859-1'?>")
    assert values == {
        "Points": "94",
        "Unit": "<b>",
        "Day": "20260309",
        "No": None,
        "Place": "Büro \N{SNOWMAN}",
    }
    unknown = erp_file([row | {"PercentLeft": None}], erp_profile_of("x", text, COLUMNS))
    assert b"<Points />" in unknown.octets


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("columns = [", "The profile can't be used: "),
        ("", "columns is a list"),
        ("columns = []", "columns is a list"),
        ('columns = [["A"]]', "a column is a pair"),
        ('columns = [["A", "Nonsense"]]', "no column Nonsense"),
        ('columns = [["A", "= 2 * Nonsense"]]', "no column Nonsense"),
        ('columns = [["A", "= 2 ** Quantity"]]', "no formula"),
        ('columns = [["=A", "Model"]]', "no header"),
        ('columns = [["A", "Model"], ["A", "Office"]]', "stands twice"),
        ('format = "xml"\ncolumns = [["a b", "Model"]]', "no name of an XML element"),
        ('format = "xml"\ncolumns = [["A", "Model"], ["A/B", "Office"]]', "stands twice"),
        ('format = "xml"\nroot = "<a>"\ncolumns = [["A", "Model"]]', "root is the name"),
        ('format = "xml"\nnamespace = "\\""\ncolumns = [["A", "Model"]]', "namespace is a URI"),
        ('format = "json"\ncolumns = [["A", "Model"]]', "format is one of"),
        ('date_format = "%s"\ncolumns = [["A", "ShipBy"]]', "date_format is made of"),
        ('delimiter = 3\ncolumns = [["A", "Model"]]', "delimiter is a text"),
        ('colour = "x"\ncolumns = [["A", "Model"]]', "no key colour"),
        ("x" * 20_001, "more than"),
    ],
)
def test_a_profile_that_can_not_be_used_says_why(text: str, named: str) -> None:
    with pytest.raises(ProblemDetails) as refused:
        erp_profile_of("mine", text, COLUMNS)

    assert (refused.value.status, refused.value.what) == (400, "profile")
    assert named in refused.value.message


def test_the_next_order_of_a_supply_has_another_number() -> None:
    later = replace(ORDER, steps=(Step(ASKED, "2026-05-01T05:00:00.000Z"),))

    assert order_id(ORDER) == order_id(replace(ORDER, state=ASKED, steps=ORDER.steps[:1]))
    assert order_id(later) != order_id(ORDER)
    assert row_of_order(later, "x", OFFICE)["ApprovedAt"] is None


def test_a_closing_is_xml_by_the_same_means() -> None:
    device = {
        "site": "hill-street",
        "serial_number": HOSTILE,
        "model": "Laser 5",
        "reading": {"read_at": "2026-02-28T07:30:00Z", "age_days": 0, "band": "within_3_days"},
        "impressions": {"total": 900, "large": 50},
        "since_last": {"total": 300, "large": 20},
        "blockers": ["flags"],
    }
    document = {"closed_on": "2026-02-28", "devices": [device, {**device, "since_last": None}]}
    root = ET.fromstring(xml_of_closing(document, {"hill-street": "Hill & Street"}))  # noqa: S314 (our own)
    first, second = root

    assert (root.tag, first.findtext("Customer/Name"), first.findtext("Unit")) == (
        "Closing",
        "Hill & Street",
        "PAGES",
    )
    assert (first.findtext("Pages/Billed"), second.findtext("Pages/Billed")) == ("320", "")
    assert "</Order><x>&" in (first.findtext("SerialNumber") or "")


DOCUMENTS = Path(__file__).parents[2] / "docs" / "dealer"


@pytest.mark.parametrize("name", brought_names())
def test_the_documented_example_of_a_profile_is_what_it_makes(name: str) -> None:
    blocks = (DOCUMENTS / "erp.md").read_text("utf-8").split("```")[1::2]
    profile = brought(name)
    if profile.format == "xml":
        (example,) = (ET.fromstring(block.strip().encode()) for block in blocks if "<?xml" in block)  # noqa: S314 (our own)
        made = ET.fromstring(erp_file([ROW], profile).octets)  # noqa: S314 (our own)
        assert [one.tag for one in example.iter()] == [one.tag for one in made.iter()]
    else:
        header = erp_file([], profile).octets.decode(profile.table.encoding).strip()
        assert any(block.strip().startswith(f"{header}\n") for block in blocks)


@pytest.mark.parametrize("page", ["erp.md", "erp.de.md"])
def test_every_column_is_documented(page: str) -> None:
    text = (DOCUMENTS / page).read_text("utf-8")
    numbered = {f"ShipTo{number}" for number in (2, 3, 4)}  # "`ShipTo1` to `ShipTo5`"

    assert [column for column in COLUMNS if f"`{column}`" not in text and column not in numbered] == []


def test_days_and_times_are_values() -> None:
    assert ROW["ShipBy"] == date(2026, 3, 9)
    assert ROW["ApprovedAt"] == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
