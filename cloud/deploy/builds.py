"""The package and the template put where CloudFormation finds them: a bucket of the account's own."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from cloud.deploy.aws_errors import code_of
from cloud.deploy.stack_settings import Wrong

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_UNPACKED = 250 * 1024 * 1024  # octets that Lambda unpacks, layers included
LAYER = (
    180 * 1024 * 1024
)  # of that, for AWS's pandas layer: about its size unpacked (not looked up: it varies)
_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)  # the same files make the same zip


@dataclass(frozen=True, slots=True)
class Package:
    """What Lambda runs: a zip, its size unpacked; its name is that of its octets."""

    data: bytes
    unpacked: int

    @property
    def key(self) -> str:
        """Where it lies in the bucket."""
        return f"{hashlib.sha256(self.data).hexdigest()}.zip"


def pack(folder: Path) -> Package:
    """Return the folder's files as a zip. Wrong if there are none, or more than Lambda takes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    unpacked = sum(path.stat().st_size for path in files)
    if not files:
        raise Wrong(f"There is nothing in {folder}. `make cloud-package` fills it.")
    if unpacked > LARGEST_UNPACKED - LAYER:
        raise Wrong(f"{folder} has {unpacked} octets: more than Lambda takes beside the layer.")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DAY_OF_ZIP)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return Package(buffer.getvalue(), unpacked)


def bucket_name(account: str, region: str) -> str:
    """Return the name of the account's bucket of builds in a region."""
    return f"meters-builds-{account}-{region}"


def bucket_is_there(s3: Any, bucket: str, account: str) -> bool:  # noqa: ANN401 (a client)
    """Return whether the bucket is there and the account's own. Wrong where somebody else has its name."""
    try:
        s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=account)
    except ClientError as error:
        if code_of(error) in {"404", "NoSuchBucket"}:
            return False
        if code_of(error) in {"403", "301", "AccessDenied"}:
            told = f"The bucket {bucket} is another account's, or you may not look at it."
            raise Wrong(f"{told} Ask who looks after the AWS account.") from error
        raise
    return True


def make_bucket(s3: Any, bucket: str, region: str) -> None:  # noqa: ANN401 (a client)
    """Make the bucket of builds: closed, encrypted, with versions."""
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=bucket, **place)
    blocks = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=dict.fromkeys(blocks, True))
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def template_for(text: str, bucket: str, package: Package) -> str:
    """Return the template with the package's place instead of the folder; ValueError if it names none."""
    local = "CodeUri: ../build/receiver\n"
    if text.count(local) != 1:
        raise ValueError("the template does not name the package's folder once")
    return text.replace(local, f"CodeUri: s3://{bucket}/{package.key}\n")
