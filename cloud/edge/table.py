"""The DynamoDB table: items in and out as plain dicts, each condition by a name of its own.

Reads of the table are consistent, reads of its indexes can't be. What AWS answers that is no condition
falls through: the mail then comes again from its queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING, Any, cast

from cloud.edge.attributes import plain, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cloud.core.item_types import Item
    from cloud.core.keys import Key, Kind

BATCH = 25  # items that one BatchWriteItem takes
MOST_REFUSALS = 7  # in a row, each waited for twice as long as the one before: 13 s
NAMES = {  # the key attributes of the table (None) and of its indexes
    None: ("pk", "sk"),
    "site": ("site_key", "site_order"),
    "list": ("list_key", "list_order"),
    "day": ("day_key", "day_order"),
}


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Some items, and where the next page begins; `after` is None on the last one."""

    items: list[Any]
    after: Item | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `client` is boto3's client of DynamoDB."""

    client: Any
    name: str

    def get(self, key: Key[Kind]) -> Kind | None:
        """Return the item of a key, None if there is none."""
        answer = self.client.get_item(TableName=self.name, Key=typed(key._asdict()), ConsistentRead=True)
        return cast("Kind", plain(answer["Item"])) if "Item" in answer else None

    def query(  # noqa: PLR0913 (what DynamoDB can ask, each by its own name)
        self,
        partition: str,
        begins: str = "",
        between: tuple[str, str] | None = None,
        *,
        index: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        only: tuple[str, ...] = (),
    ) -> Iterator[Any]:
        """Yield the items of a partition in the order of their sort keys, `limit` of them at most.

        Who asks knows of which kinds they are (item_types); a partition may hold several.

        With `only` they have these attributes alone: what an item weighs is paid for all the same, but
        not unpacked.
        """
        after: Item | None = None
        left = limit
        while left is None or left > 0:
            page = self.page(
                partition,
                begins,
                between,
                index=index,
                newest_first=newest_first,
                limit=left,
                after=after,
                only=only,
            )
            yield from page.items
            after = page.after
            left = None if left is None else left - len(page.items)
            if after is None:
                return

    def page(  # noqa: PLR0913 (as query)
        self,
        partition: str,
        begins: str = "",
        between: tuple[str, str] | None = None,
        *,
        index: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        after: Item | None = None,
        only: tuple[str, ...] = (),
    ) -> ItemPage:
        """Return one page of a query; `after` is that of the page before."""
        pk, sk = NAMES[index]
        condition, values = "#pk = :pk", {":pk": partition}
        if between:
            condition += " AND #sk BETWEEN :from AND :to"
            values |= {":from": between[0], ":to": between[1]}
        elif begins:
            condition += " AND begins_with(#sk, :begins)"
            values |= {":begins": begins}
        answer = self.client.query(
            TableName=self.name,
            KeyConditionExpression=condition,
            ExpressionAttributeNames={
                "#pk": pk,
                **({"#sk": sk} if between or begins else {}),
                **{f"#{name}": name for name in only},
            },
            ExpressionAttributeValues=typed(values),
            ScanIndexForward=not newest_first,
            **({"IndexName": index} if index else {"ConsistentRead": True}),
            **({"Limit": limit} if limit else {}),
            **({"ProjectionExpression": ", ".join(f"#{name}" for name in only)} if only else {}),
            **({"ExclusiveStartKey": typed(after)} if after else {}),
        )
        last = answer.get("LastEvaluatedKey")
        return ItemPage([plain(item) for item in answer["Items"]], plain(last) if last else None)

    def scan(self, begins: str) -> Iterator[Any]:
        """Yield every item whose partition key begins so, by reading the whole table: to erase, to replay."""
        only: Item = {"FilterExpression": "begins_with(pk, :begins)"} if begins else {}
        if begins:
            only["ExpressionAttributeValues"] = typed({":begins": begins})
        for page in self.client.get_paginator("scan").paginate(
            TableName=self.name, ConsistentRead=True, **only
        ):
            yield from map(plain, page["Items"])

    def put(self, item: Mapping[str, Any]) -> None:
        """Write an item over whatever is there."""
        self.client.put_item(TableName=self.name, Item=typed(item))

    def put_new(self, item: Mapping[str, Any]) -> bool:
        """Write an item where none is; False if one was there."""
        return self._put_if(item, "attribute_not_exists(pk)")

    def put_greatest(self, item: Mapping[str, Any], by: str) -> bool:
        """Write an item unless the one there is greater in attribute `by`; False if it is."""
        return self._put_if(item, "attribute_not_exists(pk) OR #by <= :by", by, item[by])

    def replace(self, item: Mapping[str, Any], by: str, was: str) -> bool:
        """Write an item over the one whose attribute `by` is still `was`; False if it is another."""
        return self._put_if(item, "#by = :by", by, was)

    def change(self, key: Key[Any], values: Mapping[str, Any]) -> bool:
        """Set attributes of an item that is there; None removes one. False if the item is gone."""
        return self._update(key, values, "attribute_exists(pk)")

    def change_if(self, key: Key[Any], values: Mapping[str, Any], by: str, was: str) -> bool:
        """Set attributes of an item whose attribute `by` is still `was`; False if it is another or gone."""
        return self._update(key, values, "#by = :by", by, was)

    def raise_to(self, key: Key[Any], values: Mapping[str, Any], by: str) -> bool:
        """Set attributes, of a new item too, unless the one there is greater in `by`; False if it is."""
        return self._update(key, values, "attribute_not_exists(pk) OR #by <= :by", by)

    def lower_to(self, key: Key[Any], values: Mapping[str, Any], by: str) -> bool:
        """Set attributes of an item that is greater in `by`; False if it is not."""
        return self._update(key, values, "#by > :by", by)

    def delete(self, key: Key[Any], by: str, was: str) -> bool:
        """Delete an item whose attribute `by` is still `was`; False if it is another or gone."""
        try:
            self.client.delete_item(
                TableName=self.name,
                Key=typed(key._asdict()),
                ConditionExpression="#by = :by",
                ExpressionAttributeNames={"#by": by},
                ExpressionAttributeValues=typed({":by": was}),
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def put_many(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Write items with different keys over whatever is there.

        boto3's own batch_writer gives back what a table did not take at once, without a pause and without
        end, and serializes with what is slow here.
        """
        self._write([{"PutRequest": {"Item": typed(item)}} for item in items])

    def delete_many(self, keys: Iterable[Key[Any]]) -> None:
        """Delete items, each key once; those that are not there are no error."""
        self._write([{"DeleteRequest": {"Key": typed(key._asdict())}} for key in dict.fromkeys(keys)])

    def _write(self, requests: list[Item]) -> None:
        refused = 0
        while requests:
            now, requests = requests[:BATCH], requests[BATCH:]
            answer = self.client.batch_write_item(RequestItems={self.name: now})
            left = answer.get("UnprocessedItems", {}).get(self.name, [])
            refused = refused + 1 if left else 0
            if refused > MOST_REFUSALS:
                raise TimeoutError(f"{self.name} takes no more writes")
            sleep(0.05 * 2**refused if left else 0)
            requests += left

    def _update(
        self, key: Key[Any], values: Mapping[str, Any], condition: str, by: str = "", was: str | None = None
    ) -> bool:
        given = {name: value for name, value in values.items() if value is not None}
        sets = ", ".join(f"#{name} = :{name}" for name in given)
        removes = ", ".join(f"#{name}" for name in values if name not in given)
        expression = f"{'SET ' * bool(sets)}{sets} {'REMOVE ' * bool(removes)}{removes}"
        names = {f"#{name}": name for name in values} | ({"#by": by} if by else {})
        bound = {f":{name}": value for name, value in given.items()}
        if by:
            bound[":by"] = given[by] if was is None else was
        try:
            self.client.update_item(
                TableName=self.name,
                Key=typed(key._asdict()),
                UpdateExpression=expression.strip(),
                ConditionExpression=condition,
                ExpressionAttributeNames=names,
                **({"ExpressionAttributeValues": typed(bound)} if bound else {}),
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def _put_if(self, item: Mapping[str, Any], condition: str, by: str = "", value: object = None) -> bool:
        compared: Item = (
            {"ExpressionAttributeNames": {"#by": by}, "ExpressionAttributeValues": typed({":by": value})}
            if by
            else {}
        )
        try:
            self.client.put_item(
                TableName=self.name, Item=typed(item), ConditionExpression=condition, **compared
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True
