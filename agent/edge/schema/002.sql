-- What the icon told by itself, so that it says nothing twice: one JSON document.
CREATE TABLE told (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    document TEXT NOT NULL
);
