"""The receiving side without AWS: the template run against moto on loopback. Not deployed."""
