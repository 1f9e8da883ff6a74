"""HP: PML objects; their texts begin with a symbol set, which decoding takes off (mib/character_sets.py)."""

import re

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code, by_list, by_row, first_of
from agent.core.manufacturer_rules.private_objects import Grade, Sum, Vendor, counters, private, privates

_PML = "11.2.3.9.4.2.1"

_GD_STATUS_ID = private("11.2.3.9.1.1.7.0")  # the IEEE-1284 id of a print server

# Which colour HP's cartridge numbers tell.
#
# A colour series counts black, cyan, yellow, magenta from 0 to 3 (seen in HP's user guide of the LaserJet Pro
# 500 color MFP M570: CE400A, CE401A, CE402A, CE403A), and its short number may have the letter behind it
# ("508X M"). Monochrome printers have one cartridge, whose last digit says nothing (LaserJet P1102: CE285A, a
# reseller's page), so these are listed. The other numbers are common knowledge of the trade and were not
# looked up one by one. Drums and numbers that are in no list tell nothing, but for four in a row.


def _numbers(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUFFIX = r"(?:[AXYUZ][CDH]?|XC|AC|JC)?(?![A-Za-z0-9])"
# The first of each four, without the last digit. Later digits are drums, or another printer's cartridge.
_COLOUR_SERIES = _numbers(
    "CB38 CB40 CB54 CC53 CE25 CE26 CE27 CE31 CE32 CE34 CE40 CE41 CE74 CF21 CF30 CF31 CF33 CF35 CF36 "
    "CF38 CF40 CF41 CF45 CF46 CF47 CF50 CF51 CF53 CF54 Q396 Q595 Q600 Q646 Q647 Q756 C970 C972 C973 "
    "W201 W203 W207 W211 W212 W221 W231 W241"
)
_BLACK_ALONE = _numbers(
    "C3900 C3903 C3906 C3909 C4092 C4096 C4127 C4129 C4182 C7115 C8061 C8543 CB435 CB436 CC364 CC388 "
    "CE255 CE278 CE285 CE390 CE505 CF214 CF217 CF226 CF228 CF230 CF233 CF237 CF244 CF248 CF258 CF259 "
    "CF276 CF277 CF279 CF280 CF281 CF283 CF287 CF289 CF294 CF325 Q1338 Q1339 Q2610 Q2612 Q2613 Q2624 "
    "Q5942 Q5945 Q5949 Q6511 Q7516 Q7551 Q7553 Q7570 W1105 W1106 W1107 W1330 W1331 W1335 W1350 W1360 "
    "W1370 W1390 W1420 W1470 W1480 W1490 W1500 W1510"
)

_PART_COLOURS = first_of(
    by_code(r"\b\d{2,3}(?:[AXYZ]|XL|XXL)\s+([KCMY])(?=\s*(?:$|[(\[,;/]))"),  # 508X M (CF363X)
    by_list(rf"\b((?:C[BCEF]|C\d|Q\d|W[12])\d{{3}}){_SUFFIX}", _BLACK_ALONE, _COLOUR_SERIES),
    by_row(r"\b((?:C[BCEF]?|Q|W)\d{2,3})([0-9])[AXYU]C?\b"),
)

VENDOR = Vendor(
    "hp",
    brands=(
        Brand(
            "HP",
            ("hp", "hewlett-packard", "hewlett packard"),
            enterprises=(11, 29999, 26696),
            printers=((11, 2, 3, 9),),
            lines=(
                "laserjet",
                "color laserjet",
                "officejet",
                "deskjet",
                "designjet",
                "pagewide",
                "photosmart",
            ),
            product_names=("laserjet", "officejet", "designjet"),
            fragile_models=("LaserJet 9040",),  # apple/cups#2055
            snmp_menu=SnmpMenu(
                "Networking > Mgmt. Protocols > SNMP > Enable SNMPv1/v2",
                "HP Jetdirect, administrator's guide, table 4-3",
                was_read=True,
            ),
        ),
    ),
    object_ids=(private("11.1"), private("11.2.3.9"), private("29999"), private("26696.1")),
    serial_numbers=(private(f"{_PML}.1.3.3.0"),),
    asset_tags=(private(f"{_PML}.1.3.12.0"),),
    models=(private(f"{_PML}.1.3.2.0"),),
    firmware=privates(_PML, "1.3.6.0", "1.3.5.0"),
    device_ids=(_GD_STATUS_ID,),
    counters=(
        *counters(
            _PML,
            Grade.VERIFIED,
            {"impressions.total": "4.1.2.5.0", "impressions.monochrome": "4.1.2.6.0"},
        ),
        *counters(
            _PML,
            Grade.PEER,
            {"impressions.full_color": "4.1.2.7.0", "impressions.two_sided": "4.1.2.22.0"},
        ),
        *counters(
            _PML,
            Grade.HEARSAY,
            {"impressions.monochrome": "1.16.4.1.1.1.0", "impressions.full_color": "1.16.4.1.3.1.0"},
        ),
    ),
    part_colours=_PART_COLOURS,
    # HP-Color-LaserJet-4500-MIB, prtMarkerSuppliesLevel: -3 above LOW, -2 between LOW and OUT, 0 at OUT;
    # of its other supplies -2 says nothing.
    low_if_unknown=re.compile(r"\bColor LaserJet 4500\b", re.IGNORECASE),
    sums=(Sum("impressions.total", ("impressions.monochrome", "impressions.full_color")),),
    supplies_context="Jetdirect",
    is_answered_by_others=True,
)
