"""The SNMP messages themselves: a small codec, SNMPv3's security, and an agent's answers."""
