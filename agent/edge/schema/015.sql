-- How long each known printer takes to answer, in seconds: RFC 6298's two numbers, of the answer to one small
-- question (answer_...) and of the slowest answer while it is read (slowest_...). NULL: not measured yet.
CREATE TABLE response_times (
    ip_address TEXT NOT NULL,
    port INTEGER NOT NULL,
    answer_smoothed REAL,
    answer_variation REAL,
    slowest_smoothed REAL,
    slowest_variation REAL,
    PRIMARY KEY (ip_address, port)
) WITHOUT ROWID;
