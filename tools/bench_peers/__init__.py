"""The program beside what an office could use instead, on one simulated fleet: `make bench-peers`."""
