"""moto's SES, with the account's right to send: GetAccount, which moto does not answer."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def sending_account(*, in_sandbox: bool = False) -> Iterator[None]:
    """Let moto's account be in SES's sandbox, or out of it, while the context lasts."""
    from moto.sesv2 import urls  # noqa: PLC0415 (loads much)
    from moto.sesv2.responses import SESV2Response  # noqa: PLC0415 (as above)

    # SES API v2 reference, "GetAccount": of its members those that the receiver and its checks look at.
    account = {
        "ProductionAccessEnabled": not in_sandbox,
        "SendingEnabled": True,
        "EnforcementStatus": "HEALTHY",
    }

    def get_account(_handler: Any) -> str:  # noqa: ANN401 (moto's own)
        return json.dumps(account)

    paths = {"{0}/v2/email/account$": SESV2Response.dispatch}
    with (
        patch.dict(urls.url_paths, paths),
        patch.object(SESV2Response, "get_account", get_account, create=True),
    ):
        yield
