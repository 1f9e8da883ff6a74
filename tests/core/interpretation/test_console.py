"""What only the panel says, in five languages; and what it says of other things."""

from __future__ import annotations

import pytest

from agent.core.interpretation import read_printer
from agent.core.interpretation.printer_status import reasons_of_console
from agent.core.mib import objects
from tests.support.made_printers import ADDRESS, made

LOW, EMPTY = "toner-low-warning", "toner-empty-error"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Toner Low", LOW),
        ("Low Toner: Order Cartridge", LOW),
        ("Black toner is almost empty", LOW),
        ("Replace toner soon", LOW),
        ("Replace Toner", EMPTY),
        ("TONER EMPTY", EMPTY),
        ("Toner niedrig (S)", LOW),
        ("Wenig Toner", LOW),
        ("Toner fast leer", LOW),
        ("Toner ersetz.", EMPTY),
        ("Toner leer", EMPTY),
        ("Tonerkassette ersetzen", EMPTY),
        ("Toner bas", LOW),
        ("Niveau de toner faible", LOW),
        ("Toner presque épuisé", LOW),
        ("Remplacer toner", EMPTY),
        ("Toner vide", EMPTY),
        ("Tóner bajo", LOW),
        ("Poco tóner cian", LOW),
        ("Tóner casi agotado", LOW),
        ("Reemplazar tóner", EMPTY),
        ("Tóner agotado", EMPTY),
        ("Toner in esaurimento", LOW),
        ("Toner scarso", LOW),
        ("Toner quasi esaurito", LOW),
        ("Toner esaurito", EMPTY),
        ("Sostituire toner nero", EMPTY),
        ("Ink low", "marker-supply-low-warning"),
        ("Tinte fast leer", "marker-supply-low-warning"),
    ],
)
def test_a_toner_of_which_only_the_panel_speaks_is_found(line: str, reason: str) -> None:
    assert reasons_of_console([line]) == (reason,)


@pytest.mark.parametrize(
    "line",
    [
        *("Ready", "Sleep", "Toner OK", "Tonerstand: 80 %", "Toner OK  Paper low", "Low paper"),
        *("Replace waste toner box", "Resttonerbehälter leer", "Papier leer", "Trommel ersetz.", "Bac vide"),
        *("Récupérateur de toner vide", "Papel agotado", "Vaschetta toner residuo esaurito", "Linking", ""),
    ],
)
def test_what_is_said_of_other_things_is_no_toner(line: str) -> None:
    assert reasons_of_console([line]) == ()


def test_the_panels_reason_joins_those_of_the_bits_and_the_alerts() -> None:
    line = objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT
    only_panel = made({(line, (1, 1)): b"Toner Low", (line, (1, 2)): b"Ready"})
    assert read_printer(only_panel, ADDRESS).state_reasons == (LOW,)
    both = made({(line, (1, 1)): b"Toner Low", (objects.HR_PRINTER_DETECTED_ERROR_STATE, (1,)): b"\x20"})
    assert read_printer(both, ADDRESS).state_reasons == (LOW,)


def test_offline_and_service_bits_alone_are_no_reason() -> None:
    printer = read_printer(made({(objects.HR_PRINTER_DETECTED_ERROR_STATE, (1,)): b"\x03"}), ADDRESS)
    assert printer.detected_errors == ("offline", "serviceRequested")
    assert printer.state_reasons == ()
