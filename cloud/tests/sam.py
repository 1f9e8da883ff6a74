"""The template as SAM hands it to CloudFormation, by AWS's own translator."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from cloud.local.made_storage import REGION

if TYPE_CHECKING:
    from collections.abc import Mapping

MANAGED = ("AWSLambdaBasicExecutionRole", "AWSLambdaSQSQueueExecutionRole")


def translated(template: Mapping[str, Any]) -> dict[str, Any]:
    """Return the template without SAM; InvalidDocumentException where SAM refuses it."""
    plain = json.loads(json.dumps(template))
    plain["Globals"]["Function"]["CodeUri"] = "s3://builds/receiver"  # as packaged
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    made: dict[str, Any] = _translator().translate(plain, {})
    return made


def _translator() -> Translator:
    """Make a new one: a translator answers each later template with the errors of all before it, too."""
    policies = {name: f"arn:aws:iam::aws:policy/service-role/{name}" for name in MANAGED}
    return Translator(policies, Parser())
