-- The register of what left. It stays whatever is undone: what was handed over cannot be called back. No title is kept in
-- it: a title would outlive its record.

CREATE TABLE shares (
  no     INTEGER PRIMARY KEY AUTOINCREMENT,
  share  TEXT NOT NULL UNIQUE,
  person BLOB NOT NULL,
  made   TEXT NOT NULL,
  format TEXT NOT NULL,
  file   TEXT NOT NULL
) STRICT;

CREATE INDEX shares_person ON shares (person, no);

-- Which record each item of a share is, in the order of the items.
CREATE TABLE share_items (
  share_no INTEGER NOT NULL REFERENCES shares (no),
  place    INTEGER NOT NULL,
  item     TEXT NOT NULL,
  id       BLOB NOT NULL,
  kind     TEXT NOT NULL,
  PRIMARY KEY (share_no, place)
) STRICT, WITHOUT ROWID;

-- What came back, and the set in which it was taken in.
CREATE TABLE replies (
  no       INTEGER PRIMARY KEY AUTOINCREMENT,
  share_no INTEGER NOT NULL REFERENCES shares (no),
  set_no   INTEGER NOT NULL REFERENCES sets (no),
  at       TEXT NOT NULL
) STRICT;

CREATE INDEX replies_share ON replies (share_no);

-- What anybody else may see is little beside what nobody may.
CREATE INDEX records_shared ON records (kind, day, n) WHERE deleted IS NULL AND visibility <> '"private"';
