"""Konica Minolta and Develop: one tree of counters, by function and by colour."""

from agent.core.manufacturer_rules.brand import Brand, SnmpMenu
from agent.core.manufacturer_rules.part_colours import by_code
from agent.core.manufacturer_rules.private_objects import Grade, Sum, Vendor, counters, private

_COUNTERS = "18334.1.1.1.5.7.2"

# In Enhanced Security Mode they lock SNMP after one to three wrong passphrases (bizhub 223 and C754, Security
# Operations, "SNMP Setting Function"): core/doctor/lockout.py says how many are tried.
VENDOR = Vendor(
    "konica_minolta",
    brands=(
        Brand(
            "Konica Minolta",
            ("konica minolta", "konica", "minolta"),
            enterprises=(18334,),
            printers=((18334, 1),),
            lines=("bizhub", "magicolor", "pagepro", "accuriopress", "accurioprint"),
            families=("bizhub", "magicolor", "pagepro"),
            snmp_menu=SnmpMenu(
                "Administrator > Network > SNMP Setting",
                "manuals.konicaminolta.eu, bizhub 4750i/4050i: SNMP Setting",
                was_read=True,
            ),
        ),
        Brand(
            "Develop",
            ("develop",),
            lines=("ineo",),
            only_printers=True,
            snmp_menu=SnmpMenu(
                "Administrator > Network > SNMP Setting",
                "as Konica Minolta, which builds them",
                was_read=False,
            ),
        ),
    ),
    object_ids=(private("18334"),),
    models=(private("18334.1.1.1.1.6.2.1.0"),),
    firmware=(private("18334.1.1.1.1.6.1.0"),),
    part_colours=by_code(r"\b(?:TNP?|DR|IUP?|DV)-?\d{2,4}[A-Z]?([KCMY])\b"),  # TN324K, IUP24C
    counters=(
        *counters(
            _COUNTERS,
            Grade.VERIFIED,
            {
                "impressions.two_sided": "1.3.0",
                "scan.total": "1.5.0",
                "copy.monochrome": "2.1.5.1.1",
                "copy.full_color": "2.1.5.2.1",
                "print.monochrome": "2.1.5.1.2",
                "print.full_color": "2.1.5.2.2",
            },
        ),
        *counters(
            _COUNTERS,
            Grade.PEER,
            {
                "impressions.total": "1.1.0",
                "scan.total": "3.1.5.1",
                "print.monochrome": "3.1.7.1",
                "print.full_color": "3.1.11.1",
            },
        ),
    ),
    sums=(
        Sum(
            "impressions.total",
            ("copy.monochrome", "copy.full_color", "print.monochrome", "print.full_color"),
            is_complete=False,  # faxes are in the total and not among the parts
        ),
    ),
)
