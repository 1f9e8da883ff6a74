"""A bucket of files that the receiver itself makes: the lake and the digests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket. `client` is boto3's client of S3."""

    client: Any
    name: str

    def put(self, key: str, data: bytes, kind: str) -> None:
        """Write a file over whatever is there; `kind` is its media type."""
        self.client.put_object(Bucket=self.name, Key=key, Body=data, ContentType=kind)

    def read(self, key: str) -> bytes | None:
        """Return a file, None if there is none."""
        try:
            answer = self.client.get_object(Bucket=self.name, Key=key)
        except self.client.exceptions.NoSuchKey:
            return None
        with answer["Body"] as body:
            data: bytes = body.read()
        return data

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the keys of all files that begin so."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=prefix)
        return (found["Key"] for page in pages for found in page.get("Contents", ()))

    def delete(self, key: str) -> None:
        """Delete a file; its versions go by age."""
        self.client.delete_object(Bucket=self.name, Key=key)

    def erase(self, prefix: str, *, but_newest: bool = False) -> int:
        """Delete every version of the files that begin so, or all but the newest; return how many."""
        pages = self.client.get_paginator("list_object_versions").paginate(Bucket=self.name, Prefix=prefix)
        found = [
            version
            for page in pages
            for version in (*page.get("Versions", ()), *page.get("DeleteMarkers", ()))
            if not (but_newest and version["IsLatest"])
        ]
        for version in found:
            self.client.delete_object(Bucket=self.name, Key=version["Key"], VersionId=version["VersionId"])
        return len(found)
