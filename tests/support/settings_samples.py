"""A settings file as an office writes it, with comments of its own."""

from __future__ import annotations

OFFICE = """\
# Our office
[site]
id = "north"   # as on the invoice

[network]
targets = [
  "10.0.0.0/24",  # first floor
  "10.0.1.0/24",
]
communities = ["public", "keyring:warehouse"]

[[network.users]]
name = "scanner"
privacy = "none"

[[network.users]]
name = "auditor"
auth = "SHA-256"

[mail]
host = "mail.example.com"
security = "tls"
user = "meters"
sender = "meters@example.com"
recipients = ["office@example.com"]
"""
