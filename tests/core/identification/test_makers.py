"""Makers are found by their files: a new one is a file, and no two say the same of themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from itertools import chain, combinations
from pathlib import Path

import pytest

from agent.core.identification.brands import begins_with
from agent.core.identification.makers import BRANDS, VENDORS

AGENT = Path(__file__).parents[3] / "agent"

ACME = '''
"""Acme: made up for a test."""

from agent.core.manufacturer_rules.brand import Brand
from agent.core.manufacturer_rules.private_objects import Vendor, private

VENDOR = Vendor(
    "acme",
    brands=(Brand("Acme", ("acme",), enterprises=(99999,), printers=((99999, 1),)),),
    object_ids=(private("99999"),),
    serial_numbers=(private("99999.7.0"),),
)
'''
# What a device of that maker answers, and what is read of it.
RECORDING = """
from agent.core.identification.brands import is_printers_object_id
from agent.core.identification.catalog import vendor_of
from agent.core.interpretation import read_printer
from agent.core.manufacturer_rules.private_objects import private
from agent.core.mib import objects
from agent.core.model.walk import parse_oid
from tests.support.made_printers import made

device = made({
    (objects.SYS_OBJECT_ID, (0,)): parse_oid("1.3.6.1.4.1.99999.1"),
    (objects.HR_PRINTER_STATUS, (1,)): 3,
    (objects.HR_DEVICE_DESCR, (1,)): b"ACME Rocket 2000",
    (private("99999.7.0"), ()): b"ROCKET42",
})
who = read_printer(device, "10.0.0.7").identity
print(vendor_of(device).name, who.manufacturer, who.model, who.serial_number)
"""


def test_a_new_maker_is_one_file_and_a_recording(tmp_path: Path) -> None:
    shutil.copytree(AGENT, tmp_path / "agent", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(AGENT.parent / "tests" / "support", tmp_path / "tests" / "support")
    (tmp_path / "agent/core/manufacturers/acme.py").write_text(ACME, encoding="utf-8")

    ended = subprocess.run(
        (sys.executable, "-c", RECORDING),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.stdout, ended.stderr) == ("acme Acme Rocket 2000 ROCKET42\n", "")


@pytest.mark.parametrize(
    "claims",
    [
        [vendor.name for vendor in VENDORS],
        [brand.name for brand in BRANDS],
        list(chain.from_iterable(vendor.object_ids for vendor in VENDORS)),
        list(chain.from_iterable(brand.enterprises for brand in BRANDS)),
        list(chain.from_iterable(brand.printers for brand in BRANDS)),
    ],
    ids=["vendor", "brand", "sysObjectID", "enterprise", "printers"],
)
def test_no_two_makers_claim_the_same(claims: list[object]) -> None:
    assert claims
    assert [claim for claim, times in Counter(claims).items() if times > 1] == []


def test_no_name_of_a_maker_begins_the_name_of_another() -> None:
    names = [(brand.name, text) for brand in BRANDS for text in (*brand.brands, *brand.lines)]
    pairs = [(one, other) for one, other in combinations(names, 2) if one[0] != other[0]]

    assert [
        (one, other) for one, other in pairs if begins_with(one[1], other[1]) or begins_with(other[1], one[1])
    ] == []


def test_a_file_of_the_folder_states_a_maker() -> None:
    files = {path.stem for path in (AGENT / "core/manufacturers").glob("*.py")} - {"__init__"}
    silent = {
        name
        for name in files
        if "Vendor(" not in (text := (AGENT / f"core/manufacturers/{name}.py").read_text("utf-8"))
        and "Brand(" not in text
    }

    assert len(VENDORS) >= len(files) - 2  # two are brands alone
    assert silent == set()
