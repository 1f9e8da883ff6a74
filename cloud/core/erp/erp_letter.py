"""A file of orders as a mail to the dealer's own system."""

from __future__ import annotations

from base64 import b64decode, b64encode
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from agent.core.messages import speaking
from cloud.core.messages import erp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.core.erp.erp_file import ErpFile

LARGEST = 200_000  # octets of a file: as text it waits in an item of the table, which holds 400 KB


def letter_content(file: ErpFile, name: str, recipient: str, orders: int) -> dict[str, Any]:
    """Return the content of a mail until it leaves; ValueError if the file is too large for one."""
    if len(file.octets) > LARGEST:
        raise ValueError(f"the file has more than {LARGEST} octets")
    octets = b64encode(file.octets).decode()
    return {"to": recipient, "name": name, "type": file.media_type, "octets": octets, "orders": orders}


def erp_letter(content: Mapping[str, Any], sender: str, language: str) -> EmailMessage:
    """Return the mail of such content in one of LANGUAGES."""
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, content["to"]
    letter["Auto-Submitted"] = "auto-generated"
    with speaking(language):
        letter["Subject"] = erp.subject(content["orders"])
        letter.set_content(f"{erp.letter(content['name'])}\n")
    main, _, sub = content["type"].partition("/")
    octets = b64decode(content["octets"])
    letter.add_attachment(octets, maintype=main, subtype=sub, filename=content["name"])
    return letter
