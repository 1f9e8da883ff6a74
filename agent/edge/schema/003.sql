-- Billing counters outlive the document of their reading: under their names in meters.json, NULL where none.
ALTER TABLE readings ADD COLUMN counters TEXT;
UPDATE readings SET counters = json_object(
    'counters_source', json_extract(document, '$.counters_source'),
    'impressions', json_extract(document, '$.impressions'),
    'print', json_extract(document, '$.print'),
    'copy', json_extract(document, '$.copy'),
    'fax', json_extract(document, '$.fax'),
    'scan', json_extract(document, '$.scan')
)
WHERE coalesce(
    json_extract(document, '$.impressions'), json_extract(document, '$.print'), json_extract(document, '$.copy'),
    json_extract(document, '$.fax'), json_extract(document, '$.scan')
) IS NOT NULL;
