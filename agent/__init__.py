"""Meters Agent: finds the office's network printers, reads their meters, mails a signed report."""

__version__ = "0.1.0"
