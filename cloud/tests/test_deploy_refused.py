"""What stops a deployment before anything is done: AWS's refusals, a wrong line, a package too large."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    WaiterError,
)

from cloud.deploy import builds
from cloud.deploy.aws_errors import as_sentences
from cloud.deploy.deploy import TEMPLATE
from cloud.deploy.stack_settings import INBOUND, Wrong, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLE = TEMPLATE.parent / "stack.example.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a small package."""
    (tmp_path / "cloud").mkdir()
    (tmp_path / "cloud" / "a.py").write_text("x = 1\n", "utf-8")
    return tmp_path


def _client_error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "m"}}, "DescribeStacks")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NoCredentialsError(), "Log in to AWS first"),
        (EndpointConnectionError(endpoint_url="https://x"), "can't be reached"),
        (WaiterError("StackCreateComplete", "Max attempts exceeded", {}), "goes on where it stands"),
        (_client_error("ExpiredToken"), "session has ended"),
        (_client_error("InvalidClientTokenId"), "does not know these credentials"),
        (_client_error("UnrecognizedClientException"), "or the region is off"),
        (_client_error("SignatureDoesNotMatch"), "credentials are wrong"),
        (_client_error("OptInRequired"), "not enabled in this account"),
        (_client_error("RequestExpired"), "clock of this computer is wrong"),
        (_client_error("Throttling"), "Wait a minute"),
        (_client_error("AccessDenied"), r"You may not do this \(DescribeStacks\)"),
        (
            _client_error("LimitExceededException"),
            r"AWS refuses DescribeStacks: m \(LimitExceededException\)",
        ),
    ],
)
def test_what_aws_refuses_is_a_sentence(error: Exception, sentence: str) -> None:
    with pytest.raises(Wrong, match=sentence), as_sentences():
        raise error


def test_the_example_is_a_stack() -> None:
    settings = read_settings(EXAMPLE, TEMPLATE)

    assert (settings.stack, settings.region) == ("meters", "eu-central-1")
    assert settings.parameters["SignInPrefix"] == "meters-example"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('region = "eu-central-1"', 'region = "eu-north-1"', "SES takes mails in here: us-east-1"),
        ('region = "eu-central-1"', 'region = "ap-southeast-3"', "SES takes mails in here"),
        ('stack = "meters"', 'stack = "Meters_1"', "stack: a name of small letters"),
        ('mail_domain = "in.example.com"', 'mail_domain = "IN.example"', "mail_domain: The domain"),
        ('mail_domain = "in.example.com"', "", "mail_domain is missing"),
        ('sign_in_prefix = "meters-example"', 'sign_in_prefix = "my-aws"', "Cognito takes none"),
        (
            'portal_address = "https://portal.example.com"',
            'portal_address = "http://portal"',
            "portal_address",
        ),
        ("# mail_kept_days = 400", "mail_kept_day = 400", "mail_kept_day: there is no such parameter"),
        ("# ingest_at_once = 2", "ingest_at_once = 1", "less than 2"),
        ("# mail_locked_days = 35", 'mail_locked_days = "x"', "is no number"),
        ("# token_audience", "token_audience", "go together"),
        ("stack =", "stack", "can't be read"),
    ],
)
def test_a_wrong_line_is_told_before_aws_hears_of_it(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    (tmp_path / "stack.toml").write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(Wrong, match=sentence):
        read_settings(tmp_path / "stack.toml", TEMPLATE)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match=r"Copy cloud/stack\.example\.toml"):
        read_settings(tmp_path / "none.toml", TEMPLATE)


def test_the_same_files_make_the_same_package(folder: Path) -> None:
    one, two = builds.pack(folder), builds.pack(folder)

    assert one.key == two.key
    assert zipfile.ZipFile(BytesIO(one.data)).namelist() == ["cloud/a.py"]


def _large(file: Path) -> None:
    file.touch()
    os.truncate(file, 100 * 2**20)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: (folder / "cloud" / "a.py").unlink(), "make cloud-package"),
        (lambda folder: _large(folder / "big"), "more than Lambda takes"),
    ],
)
def test_a_package_that_lambda_refuses_is_told(
    folder: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(folder)

    with pytest.raises(Wrong, match=sentence):
        builds.pack(folder)


def test_the_template_names_the_package_s_place() -> None:
    package = builds.Package(b"x", 1)
    text = builds.template_for(TEMPLATE.read_text("utf-8"), "builds", package)

    assert f"CodeUri: s3://builds/{package.key}" in text
    assert len(text.encode()) < 1024 * 1024  # CloudFormation: of a template in S3
    with pytest.raises(ValueError, match="once"):
        builds.template_for(text, "builds", package)


def test_no_region_is_named_twice() -> None:
    assert len(set(INBOUND)) == len(INBOUND)
