"""Devices that lock SNMP after wrong passphrases, and what that means for trying one."""

# Some lock SNMP after one to three wrong passphrases (grep "lock SNMP" core/manufacturers for the source): so
# of all SNMPv3 users one may fail that way at an address in one go, whoever made it.
MOST_WRONG_PASSPHRASES = 1
