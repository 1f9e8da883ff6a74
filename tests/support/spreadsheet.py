"""A real spreadsheet for the tests: LibreOffice Calc opens a CSV file and says what each cell became."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LONGEST = 120  # seconds for one file; it takes one
ENGLISH, GERMAN = 1033, 1031  # language identifiers as its CSV filter takes them
_UTF_8 = 76
_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_ROW, _CELL = _OPEN % ("table", "table-row"), _OPEN % ("table", "table-cell")
_REPEATED, _FORMULA = _OPEN % ("table", "number-columns-repeated"), _OPEN % ("table", "formula")
_KIND, _VALUE, _DATE = (_OPEN % ("office", name) for name in ("value-type", "value", "date-value"))
_PARAGRAPH = _OPEN % ("text", "p")
_FAR = 500  # columns that stand only to fill the sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell became: its kind (string, float, date, None if empty), its value, a formula if any."""

    kind: str | None
    value: str
    formula: str | None


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """LibreOffice with a profile of its own in `home`."""

    home: Path

    def opened(
        self,
        name: str,
        data: bytes,
        *,
        parted_at: str = ",",
        language: int = ENGLISH,
        texts: tuple[int, ...] = (),
    ) -> list[list[Cell]]:
        """Return the cells of CSV data, as after a double click: numbers and dates are looked for.

        `parted_at` are the signs that part cells, `texts` the columns (from 1) imported as text.
        """
        tables = self.opened_all(name, {"table": data}, parted_at=parted_at, language=language, texts=texts)
        return tables["table"]

    def opened_all(
        self,
        name: str,
        tables: Mapping[str, bytes],
        *,
        parted_at: str = ",",
        language: int = ENGLISH,
        texts: tuple[int, ...] = (),
    ) -> dict[str, list[list[Cell]]]:
        """Return the cells of several tables, by their names, as opened() does of one."""
        folder = self.home / name
        folder.mkdir()
        files = [folder / f"{table}.csv" for table in tables]
        for file, data in zip(files, tables.values(), strict=True):
            file.write_bytes(data)
        signs = "/".join(str(ord(sign)) for sign in parted_at)
        columns = "/".join(f"{column}/2" for column in texts)
        _run(self.home, f"CSV:{signs},34,{_UTF_8},1,{columns},{language},false,true,false", files)
        return {file.stem: list(_rows(file.with_suffix(".fods"))) for file in files}


def open_spreadsheet(home: Path) -> Spreadsheet:
    """Return the spreadsheet; the test is skipped, with its reason, where none is installed."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: .ci/setup test installs it on Debian")
    return Spreadsheet(home)


def _run(home: Path, filter_: str, files: Sequence[Path]) -> None:
    command = ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"]
    convert = [f"--infilter={filter_}", "--convert-to", "fods", "--outdir", str(files[0].parent)]
    environment = {**os.environ, "HOME": str(home)}
    made = subprocess.run(
        [*command, *convert, *map(str, files)],
        capture_output=True,
        text=True,
        timeout=LONGEST,
        env=environment,
        check=False,
    )
    assert all(file.with_suffix(".fods").exists() for file in files), made.stdout + made.stderr


def _rows(file: Path) -> Iterator[list[Cell]]:
    for row in ET.parse(file).iter(_ROW):  # noqa: S314 (our own spreadsheet's own file)
        cells = list(_cells(row))
        if any(cell.kind for cell in cells):
            yield cells


def _cells(row: ET.Element) -> Iterator[Cell]:
    for cell in row.iter(_CELL):
        number = int(cell.get(_REPEATED, "1"))
        if number < _FAR:
            text = "\n".join("".join(part.itertext()) for part in cell.iter(_PARAGRAPH))
            value = cell.get(_VALUE) or cell.get(_DATE) or text
            yield from [Cell(cell.get(_KIND), value, cell.get(_FORMULA))] * number
