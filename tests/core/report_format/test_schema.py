"""The JSON Schema says what the contract says: the example passes, each broken variant does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from agent.core.mib import enumerations
from tests.support.report_example import example_report
from tests.support.report_schema import SCHEMA, VALIDATOR, undescribed

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLLOWS = {"id": "a-1", "last_run_number": 7, "last_sha256": "5e" * 32, "reason": "signing_key_lost"}


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the example with the value at a dotted path replaced."""
    report: dict[str, Any] = example_report()
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = report
    for step in way:
        place = place[step]
    place[last] = value
    return report


def properties(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property that the schema defines; conditions only narrow them and are left out."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for name, part in schema.items():
            if name not in {"if", "then", "else"}:
                yield from properties(part)


def test_the_schema_is_one_and_the_full_example_fits_it() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert not list(VALIDATOR.iter_errors(example_report()))


def test_every_property_is_described_in_a_sentence() -> None:
    found = list(properties(SCHEMA))

    assert len(found) > 100
    assert [name for name, part in found if not part.get("description", "").endswith(".")] == []


def test_every_key_of_the_full_example_is_described() -> None:
    assert list(undescribed(example_report())) == []
    assert list(undescribed(changed("printers.0.supplies.0.colour", "black"))) == [
        "$.printers[0].supplies[0].colour"
    ]


def test_every_value_of_one_kind_has_an_example_and_each_example_fits() -> None:
    parts = [(name, part) for name, part in properties(SCHEMA) if is_plain(part)]

    assert len(parts) > 100
    assert [name for name, part in parts if not {"examples", "const"} & part.keys()] == []
    wrong = [
        (name, example)
        for name, part in parts
        for example in part.get("examples", ())
        if not VALIDATOR.evolve(schema=part | {"$defs": SCHEMA["$defs"]}).is_valid(example)
    ]
    assert wrong == []


def is_plain(part: dict[str, Any]) -> bool:
    """Return whether a property is a text, a number or a list of such: nothing that has properties."""
    reference = part.get("$ref") or part.get("items", {}).get("$ref", "")
    return "properties" not in SCHEMA["$defs"].get(reference.rpartition("/")[2], {})


@pytest.mark.parametrize(
    "path",
    [
        "news",
        "agent.news",
        "site.news",
        "scan.news",
        "printers.0.news",
        "printers.0.usage.news",
        "printers.0.alerts.0.news",
    ],
)
@pytest.mark.parametrize("value", [None, "x", 1, ["x"], {"x": [1]}])
def test_what_a_later_version_adds_is_accepted(path: str, value: object) -> None:
    assert VALIDATOR.is_valid(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("new_thing", {"added": "freely"}),
        ("printers.0.new_thing", 1),
        ("printers", []),
        ("agent.public_key", None),
        ("agent.key_change", {"previous_public_key": "A" * 43 + "=", "signature": "A" * 86 + "=="}),
        ("agent.follows", FOLLOWS),
        ("agent.follows", FOLLOWS | {"reason": "machine_changed"}),
        (
            "agent.follows",
            FOLLOWS | {"reason": "database_damaged", "last_run_number": None, "last_sha256": None},
        ),
        ("printers.0.alerts", None),
        ("printers.0.status", "other(9)"),
        ("printers.0.supplies.0.class", "other(2)"),
        ("printers.0.supplies.0.type", "other(99)"),
        ("printers.0.alerts.0.code", "other(-1)"),
        ("printers.0.supplies.0.percent_left", None),
    ],
)
def test_what_may_be_added_or_unread_is_accepted(path: str, value: object) -> None:
    assert VALIDATOR.is_valid(changed(path, value))


def test_a_scan_that_queued_no_letter_is_accepted() -> None:
    report = example_report() | {"run_number": None, "previous_sha256": None}

    assert VALIDATOR.is_valid(report)
    del report["run_number"], report["previous_sha256"]
    assert VALIDATOR.is_valid(report)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", "meters-report/2"),
        ("report_id", ""),
        ("report_id", None),
        ("run_number", 0),
        ("run_number", "12"),
        ("run_number", 1),  # the first run has nothing before it, and this one names a report
        ("run_number", None),
        ("previous_sha256", None),  # run 12 must name the report before it
        ("previous_sha256", "5E" * 32),
        ("agent.public_key", "short"),
        ("agent.key_change", {"previous_public_key": "A" * 43 + "="}),
        ("agent.key_change", {"previous_public_key": "A" * 43 + "=", "signature": "short"}),
        ("agent.follows", FOLLOWS | {"last_run_number": 0}),
        ("agent.follows", FOLLOWS | {"last_sha256": None}),
        ("agent.follows", FOLLOWS | {"reason": "machine_changed", "last_run_number": None}),
        ("agent.follows", {"id": "a-1"}),
        ("scan.began", None),
        ("scan.began", "2026-03-02 08:30"),
        ("scan.ended", "2026-03-02T08:31:20"),  # no offset
        ("scan.bytes_sent", "many"),
        ("printers", {}),
        ("printers.0.id", None),
        ("printers.0.read_at", "yesterday"),
        ("printers.0.read_status", "fine"),
        ("printers.0.snmp_version", 2),
        ("printers.0.status", "sleeping"),
        ("printers.0.mac_address", "02-00-5E-10-00-07"),
        ("printers.0.detected_errors", ["noCoffee"]),
        ("printers.0.state_reasons", ["toner-low"]),
        ("printers.0.life_count", 41250),
        ("printers.0.life_count.value", "41250"),
        ("printers.0.impressions.total", -4),
        ("printers.0.impressions.total", 1.5),
        ("printers.0.impressions.total", True),
        ("printers.0.counters_source", "guessed"),
        ("printers.0.supplies.0.percent_left", 101),
        ("printers.0.supplies.0.percent_left", -1),
        ("printers.0.supplies.0.level_state", "half"),
        ("printers.0.supplies.0.level_state", None),
        ("printers.0.supplies.1.percent_left", 50),  # "Not empty (no level reported)" is no number
        ("printers.0.supplies.0.class", "supplyThatIsConsumed"),
        ("printers.0.supplies.0.type", "other()"),
        ("printers.0.alerts.0.severity", "high"),
        ("printers.0.covers.0.status", "ajar"),
        ("printers.0.flags", "ip_moved"),
        ("printers.0.port", 0),
        ("left_out.0.why", None),
        ("printers.0.usage.per_day", -1),
        ("printers.0.usage.of", "impressions"),
        ("printers.0.usage.months.0.month", "2026-1"),
        ("printers.0.supplies.0.empties_note", "soon"),
        ("printers.0.supply_events.0.event", "stolen"),
        ("unreadable.0.why", None),
        ("silent_known.0.last_seen", "2026"),
    ],
)
def test_a_report_that_breaks_the_contract_is_refused(path: str, value: object) -> None:
    assert not VALIDATOR.is_valid(changed(path, value))


@pytest.mark.parametrize("name", ["schema", "report_id", "agent", "scan", "printers"])
def test_what_a_report_can_not_do_without_is_required(name: str) -> None:
    report: dict[str, Any] = example_report()
    del report[name]

    assert not VALIDATOR.is_valid(report)


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("printers.0.status", enumerations.PRINTER_STATUS),
        ("printers.0.life_count.unit", enumerations.COUNTER_UNIT),
        ("printers.0.markers.0.mark_tech", enumerations.MARK_TECH),
        ("printers.0.supplies.0.class", enumerations.SUPPLIES_CLASS),
        ("printers.0.supplies.0.type", enumerations.SUPPLIES_TYPE),
        ("printers.0.supplies.0.unit", enumerations.SUPPLY_UNIT),
        ("printers.0.input_trays.0.unit", enumerations.CAPACITY_UNIT),
        ("printers.0.covers.0.status", enumerations.COVER_STATUS),
        ("printers.0.alerts.0.severity", enumerations.ALERT_SEVERITY),
        ("printers.0.alerts.0.training_level", enumerations.ALERT_TRAINING_LEVEL),
        ("printers.0.alerts.0.group", enumerations.ALERT_GROUP),
    ],
)
def test_every_label_of_the_tables_fits_the_schema(path: str, table: dict[int, str]) -> None:
    assert [name for name in table.values() if not VALIDATOR.is_valid(changed(path, name))] == []


def test_every_error_name_and_sub_unit_status_fits_the_schema() -> None:
    assert VALIDATOR.is_valid(changed("printers.0.detected_errors", list(enumerations.DETECTED_ERRORS)))
    statuses = {enumerations.sub_unit_status(number) for number in range(-1, 129)}
    assert all(VALIDATOR.is_valid(changed("printers.0.input_trays.0.status", s)) for s in statuses)
