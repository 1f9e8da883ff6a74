"""Readings and what a scan did to the report of an office, meters.json."""
