-- The mail settings as they were seen last: where they are changed, what waits is tried at once.
CREATE TABLE mail_seen (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    server TEXT NOT NULL, -- a JSON list: how letters leave
    recipients TEXT NOT NULL -- a JSON list: the addresses alone, as they are written
);

-- What an address missed before it was taken out of the settings: it is due where the address is back.
CREATE TABLE missed (
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    address TEXT NOT NULL, -- the address alone, in lower case
    PRIMARY KEY (delivery_id, address)
) WITHOUT ROWID;
