-- The pictures of a letter's HTML, as they were drawn when it was queued: a second try and a letter that is
-- sent again show the same ones. They go with the letter's bodies.
CREATE TABLE letter_pictures (
    id INTEGER PRIMARY KEY,
    letter_id INTEGER NOT NULL REFERENCES letters (id),
    name TEXT NOT NULL, -- what follows "cid:" in the letter's html
    content BLOB NOT NULL
);
CREATE INDEX pictures_by_letter ON letter_pictures (letter_id);
