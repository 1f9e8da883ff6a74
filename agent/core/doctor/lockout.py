"""Devices that lock SNMP after wrong passphrases, and what that means for trying one."""

from __future__ import annotations

# Konica Minolta's lock SNMP after one to three wrong passphrases in Enhanced Security Mode (bizhub 223 and
# C754, Security Operations, "SNMP Setting Function"): so of all SNMPv3 users one may fail that way at an
# address in one go, whoever made it.
MOST_WRONG_PASSPHRASES = 1
