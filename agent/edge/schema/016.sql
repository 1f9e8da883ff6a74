-- The public keys (base64) by which closings of a dealer were proven here.
CREATE TABLE dealer_keys (
    dealer TEXT NOT NULL,
    public_key TEXT NOT NULL,
    remembered TEXT NOT NULL,
    PRIMARY KEY (dealer, public_key)
) WITHOUT ROWID;
