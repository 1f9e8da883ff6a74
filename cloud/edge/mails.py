"""The bucket of the raw mails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime, timedelta

GONE = {"404", "NoSuchKey", "NoSuchVersion"}  # what S3 says of a version that was erased


@dataclass(frozen=True, slots=True)
class Raw:
    """A raw mail, and when S3 took it (aware)."""

    data: bytes
    arrived: datetime


@dataclass(frozen=True, slots=True)
class Mails:
    """One bucket. `client` is boto3's client of S3."""

    client: Any
    bucket: str

    def read(self, key: str, at_most: int) -> Raw | None:
        """Return a mail, no more than `at_most` octets of it; None if it was erased."""
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=key)
        except self.client.exceptions.NoSuchKey:
            return None
        with answer["Body"] as body:
            return Raw(body.read(at_most), answer["LastModified"])

    def lock(self, key: str, version: str, locked_for: timedelta, now: datetime) -> bool:
        """Let nobody delete a version for a while from its arrival on, but who may bypass governance.

        SES refuses a bucket that would do this by itself. Return whether there was something to lock: a
        version may be erased, its time may be over (a mail that is replayed), or it is locked for longer.
        """
        named = {"Bucket": self.bucket, "Key": key, "VersionId": version}
        try:
            head = self.client.head_object(**named)
        except self.client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                return False
            raise
        until = head["LastModified"] + locked_for
        standing = head.get("ObjectLockRetainUntilDate")
        if until <= now or (standing and standing >= until):
            return False
        self.client.put_object_retention(**named, Retention={"Mode": "GOVERNANCE", "RetainUntilDate": until})
        return True

    def erase(self, key: str) -> int:
        """Delete every version of a mail, its governance lock notwithstanding; return how many there were."""
        pages = self.client.get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=key)
        found = [
            {"Key": version["Key"], "VersionId": version["VersionId"]}
            for page in pages
            for version in (*page.get("Versions", ()), *page.get("DeleteMarkers", ()))
            if version["Key"] == key
        ]
        for version in found:
            self.client.delete_object(Bucket=self.bucket, BypassGovernanceRetention=True, **version)
        return len(found)
