"""The SNMP messages themselves: a small codec, SNMPv3's security, recordings, and an agent's answers."""
