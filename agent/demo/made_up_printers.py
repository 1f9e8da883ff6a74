"""The demo's office: eight printers of different makers and a router. All of it is made up.

The models exist nowhere; what each answers follows RFC 3805 the way devices of its maker do: levels
in percent, in impressions, or only "some left", and texts in several character sets. MAC addresses
are locally administered ones.
"""

from agent.demo import meters
from agent.demo.meters import Meters
from agent.demo.printer_walk import AlertRow, DemoDevice, PrinterPart, SupplyRow, TrayRow

USER_NAME = "demo"  # the SNMPv3 user whom the meeting room's printer lets in
SLEEPS_FOR = 3.0  # seconds

_LATIN_1, _HP_ROMAN_8 = 4, 2004  # IANA MIBenum
_SOME_LEFT, _UNKNOWN = -3, -2  # RFC 3805 prtMarkerSuppliesLevel and -MaxCapacity
_LASER = "electrophotographicLaser"
_COLORANTS = ("black", "cyan", "magenta", "yellow")


def _four(description: str, kind: str, *levels: int) -> tuple[SupplyRow, ...]:
    """Return black, cyan, magenta and yellow; `description` holds {} where the color stands."""
    return tuple(
        SupplyRow(description.format(color.capitalize()), kind, level, colorant=color)
        for color, level in zip(_COLORANTS, levels, strict=True)
    )


_RECEPTION = DemoDevice(
    sys_descr="HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,DEMO,EEPROM DEMO",
    sys_object_id="1.3.6.1.4.1.11.2.3.9.1",
    host_name="NPI0D3401",
    location="Reception",
    mac_address="02:00:5e:00:34:01",
    printer=PrinterPart(
        model="HP Color LaserJet D400",
        serial_number="DEMO0HP401",
        mark_tech=_LASER,
        life_count=48_210,
        supplies=(
            *_four("{} Cartridge HP D400", "tonerCartridge", 62, 41, 7, 55),
            SupplyRow("Image Fuser Kit HP D400", "fuser", 78),
        ),
        trays=(TrayRow("Tray 1", "plain", 0, 100), TrayRow("Tray 2", "plain", 420, 550)),
        covers=("Front Door", "Rear Door"),
        errors=("lowToner",),
        alerts=(AlertRow("warning", "markerSupplies", "markerTonerAlmostEmpty", "Magenta cartridge low"),),
        character_set=_HP_ROMAN_8,
        meters=meters.hp(Meters(print_mono=31_240, print_colour=14_862, two_sided=18_904)),
    ),
)

_ACCOUNTS = DemoDevice(
    sys_descr="Brother NC-DEMO, Firmware Ver.1.10",
    sys_object_id="1.3.6.1.4.1.2435.2.3.9.1",
    host_name="BRN02005E003402",
    location="Accounts",
    mac_address="02:00:5e:00:34:02",
    wakes_after=SLEEPS_FOR,
    printer=PrinterPart(
        model="Brother HL-D620 series",
        serial_number="DEMO0BR620",
        mark_tech=_LASER,
        life_count=12_877,
        supplies=(
            SupplyRow("Black Toner Cartridge", "toner", _SOME_LEFT, _UNKNOWN, "black", "impressions"),
            SupplyRow("Drum Unit", "opc", 21_400, 50_000, unit="impressions"),
        ),
        trays=(TrayRow("TRAY1", "Plain", 180, 250),),
        console=("Sleep",),
        meters=meters.brother(Meters(print_mono=12_590, two_sided=3_310)),
    ),
)

_SALES = DemoDevice(
    sys_descr="KYOCERA Document Solutions Printing System",
    sys_object_id="1.3.6.1.4.1.1347.41",
    host_name="KM003403",
    location="Sales",
    mac_address="02:00:5e:00:34:03",
    printer=PrinterPart(
        model="KYOCERA ECOSYS D3500i",
        serial_number="DEMO0KY350",
        mark_tech=_LASER,
        life_count=203_954,
        supplies=(
            SupplyRow("TK-D350", "tonerCartridge", 9_300, 20_000, "black", "impressions"),
            *(
                SupplyRow(f"TK-D350{color[0].upper()}", "tonerCartridge", level, 15_000, color, "impressions")
                for color, level in zip(_COLORANTS[1:], (10_200, 8_100, 11_400), strict=True)
            ),
            SupplyRow("Waste Toner Box", "wasteToner", 8),
        ),
        trays=(TrayRow("Cassette 1", "Plain A4", 300, 500), TrayRow("Cassette 2", "Plain A3", 500, 500)),
        covers=("Front Cover",),
        alerts=(
            AlertRow("warning", "markerSupplies", "markerWasteTonerReceptacleAlmostFull", "Waste Toner Box"),
        ),
        meters=meters.kyocera(
            Meters(
                *(98_214, 21_377, 61_540, 12_846, 2_905),
                scan=44_120,
                two_sided=70_316,
            )
        ),
    ),
)

_CAFE = DemoDevice(
    sys_descr="Canon D-250 Series /P",
    sys_object_id="1.3.6.1.4.1.1602.4.7",
    host_name="Canon003404",
    location="Café, first floor",
    mac_address="02:00:5e:00:34:04",
    printer=PrinterPart(
        model="Canon D-250 Series",
        serial_number="DEMO0CA250",
        mark_tech=_LASER,
        life_count=31_066,
        supplies=_four("Canon Cartridge D250 {}", "tonerCartridge", 84, 66, 71, 90),
        trays=(TrayRow("Multi-Purpose Tray", "Plain", 0, 50), TrayRow("Drawer 1", "Plain", 120, 250)),
        console=("Prêt",),
        meters=meters.canon(Meters(12_480, 9_015, 6_209, 2_871, scan=8_444)),
    ),
)

_STUDIO = DemoDevice(
    sys_descr="EPSON Built-in 11b/g/n Print Server",
    sys_object_id="1.3.6.1.4.1.1248.1.1.2.1.3.5.5",
    host_name="EPSON003405",
    location="Studio",
    mac_address="02:00:5e:00:34:05",
    printer=PrinterPart(
        model="EPSON WF-D580 Series",
        serial_number="DEMO0EP580",
        mark_tech="inkjetAqueous",
        life_count=9_412,
        supplies=(
            *_four("{} Ink Cartridge D58", "inkCartridge", 35, 48, 52, 29),
            SupplyRow("Maintenance Box", "wasteInk", 64),
        ),
        trays=(TrayRow("Paper Cassette 1", "Plain", 80, 250),),
    ),
)

_WAREHOUSE = DemoDevice(
    sys_descr="Lexmark MS-D510 version DEMO.1 kernel 1.0",
    sys_object_id="1.3.6.1.4.1.641.2.71107999",
    host_name="ET02005E003406",
    location="Warehouse",
    mac_address="02:00:5e:00:34:06",
    printer=PrinterPart(
        model="Lexmark MS-D510",
        serial_number="DEMO0LX510",
        mark_tech=_LASER,
        life_count=155_320,
        supplies=(
            SupplyRow("Black Toner Cartridge", "tonerCartridge", 0, 10_000, "black", "impressions"),
            SupplyRow("Imaging Unit", "opc", 24_000, 60_000, unit="impressions"),
        ),
        trays=(TrayRow("Tray 1", "Plain", 210, 250),),
        covers=("Front Door", "Rear Door"),
        console=("Paper jam [200.02]", "Replace cartridge"),
        errors=("noToner", "jammed"),
        alerts=(
            AlertRow("critical", "mediaPath", "jam", "Paper jam [200.02]"),
            AlertRow("critical", "markerSupplies", "markerTonerEmpty", "Replace black cartridge"),
        ),
        status="other",
        character_set=_LATIN_1,
        meters=meters.lexmark(Meters(print_mono=154_006)),
    ),
)

_MEETING_ROOM = DemoDevice(
    sys_descr="RICOH IM D2000 1.00 / RICOH Network Printer C model / RICOH Network Scanner C model",
    sys_object_id="1.3.6.1.4.1.367.1.1",
    host_name="RNP003407",
    location="Meeting room München",
    mac_address="02:00:5e:00:34:07",
    versions=frozenset({"3"}),
    printer=PrinterPart(
        model="RICOH IM D2000",
        serial_number="DEMO0RI200",
        mark_tech=_LASER,
        life_count=88_731,
        supplies=(
            *_four("{} Toner", "toner", 70, 40, 40, 20),
            SupplyRow("Waste Toner Bottle", "wasteToner", _SOME_LEFT),
        ),
        trays=(TrayRow("Tray 1", "Plain", 550, 550), TrayRow("Tray 2", "Recycled", 0, 550)),
        covers=("Front Cover", "Right Cover"),
        errors=("inputTrayEmpty",),
        alerts=(AlertRow("warning", "input", "inputMediaSupplyEmpty", "No paper: Tray 2", 2),),
        meters=meters.ricoh(Meters(39_310, 17_642, 21_006, 7_118, 1_204, scan=26_550)),
    ),
)

_SHIPPING = DemoDevice(
    sys_descr="ZebraNet Wired PS",
    sys_object_id="1.3.6.1.4.1.10642.1.1",
    host_name="ZBR003408",
    location="Shipping",
    mac_address="02:00:5e:00:34:08",
    versions=frozenset({"1"}),
    printer=PrinterPart(
        model="Zebra ZT-D23",
        serial_number="DEMO0ZE023",
        mark_tech="thermalTransfer",
        life_count=18_450,
        counter_unit="feet",
        supplies=(SupplyRow("Ribbon", "inkRibbon", 330, 1_470, "black", "feet"),),
        console=("PRINTER READY",),
        character_set=3,
    ),
)

_ROUTER = DemoDevice(
    sys_descr="Demo Router, office gateway",
    sys_object_id="1.3.6.1.4.1.32473.1",  # the enterprise number for documentation (RFC 5612)
    host_name="gateway",
    location="Server cabinet",
    mac_address="02:00:5e:00:34:09",
    sys_services=78,  # datalink, internet, transport and application layer: it forwards packets
)

OFFICE = (
    *(_RECEPTION, _ACCOUNTS, _SALES, _CAFE, _STUDIO, _WAREHOUSE, _MEETING_ROOM, _SHIPPING),
    _ROUTER,
)
