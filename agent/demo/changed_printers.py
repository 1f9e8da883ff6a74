"""What changed in the demo's office: a printer that is new, one that replaced another, one switched off."""

from agent.demo import meters
from agent.demo.made_up_printers import OFFICE
from agent.demo.meters import Meters
from agent.demo.printer_walk import DemoDevice, PrinterPart, SupplyRow, TrayRow

_LASER = "electrophotographicLaser"
_TRAY = (TrayRow("Tray 1", "Plain", 230, 250),)

_NEW = DemoDevice(
    sys_descr="Brother NC-DEMO, Firmware Ver.1.12",
    sys_object_id="1.3.6.1.4.1.2435.2.3.9.1",
    host_name="BRN02005E003410",
    location="Archive",
    mac_address="02:00:5e:00:34:10",
    printer=PrinterPart(
        model="Brother HL-D640 series",
        serial_number="DEMO0BR640",
        mark_tech=_LASER,
        life_count=212,
        supplies=(
            SupplyRow("Black Toner Cartridge", "toner", 96, colorant="black"),
            SupplyRow("Drum Unit", "opc", 49_800, 50_000, unit="impressions"),
        ),
        trays=_TRAY,
        meters=meters.brother(Meters(print_mono=198, two_sided=60)),
    ),
)

_REPLACEMENT = DemoDevice(
    sys_descr="HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,DEMO,EEPROM DEMO",
    sys_object_id="1.3.6.1.4.1.11.2.3.9.1",
    host_name="NPI0D3411",
    location="Training room",
    mac_address="02:00:5e:00:34:11",
    printer=PrinterPart(
        model="HP LaserJet D320",
        serial_number="DEMO0HP320",
        mark_tech=_LASER,
        life_count=1_540,
        supplies=(SupplyRow("Black Cartridge HP D320", "tonerCartridge", 88, colorant="black"),),
        trays=_TRAY,
        meters=meters.hp(Meters(print_mono=1_498, two_sided=420)),
    ),
)

_SWITCHED_OFF = DemoDevice(
    sys_descr="Lexmark MS-D310 version DEMO.1 kernel 1.0",
    sys_object_id="1.3.6.1.4.1.641.2.71107998",
    host_name="ET02005E003412",
    location="Workshop",
    mac_address="02:00:5e:00:34:12",
    versions=frozenset(),
    printer=PrinterPart(
        model="Lexmark MS-D310",
        serial_number="DEMO0LX310",
        mark_tech=_LASER,
        life_count=64_118,
        supplies=(SupplyRow("Black Toner Cartridge", "tonerCartridge", 38, colorant="black"),),
        trays=_TRAY,
        meters=meters.lexmark(Meters(print_mono=63_902)),
    ),
)

_REPLACED = DemoDevice(
    sys_descr="HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,DEMO,EEPROM DEMO",
    sys_object_id="1.3.6.1.4.1.11.2.3.9.1",
    host_name="NPI0D3413",
    location="Training room",
    mac_address="02:00:5e:00:34:13",
    versions=frozenset(),
    printer=PrinterPart(
        model="HP LaserJet D120",
        serial_number="DEMO0HP120",
        mark_tech=_LASER,
        life_count=240_377,
        supplies=(SupplyRow("Black Cartridge HP D120", "tonerCartridge", 11, colorant="black"),),
        trays=_TRAY,
        meters=meters.hp(Meters(print_mono=239_950, two_sided=61_004)),
    ),
)

NETWORK = (*OFFICE, _NEW, _REPLACEMENT, _SWITCHED_OFF)  # what has an address today
KNOWN = (*(device for device in OFFICE if device.printer), _SWITCHED_OFF, _REPLACED)  # what has a past
# The MAC address of what is no more -> that of the device that answers at its address today.
SUCCESSORS = {_REPLACED.mac_address: _REPLACEMENT.mac_address}
