-- The first schema. `records.data` holds a record's own fields as JSON; the columns beside it are what lists sort and
-- filter by and are written with it, in the same statement. `words` is the mark of what the index of words was told.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE records (
  n          INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  tail       INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  title      TEXT NOT NULL,
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted    TEXT,
  visibility TEXT NOT NULL,
  tags       TEXT NOT NULL,
  day        TEXT NOT NULL,
  due        TEXT,
  state      TEXT,
  waits      TEXT,
  words      INTEGER,
  data       TEXT NOT NULL
) STRICT;

CREATE INDEX records_tail  ON records (tail, id);
CREATE INDEX records_title ON records (title);
-- The state is in it so that a list without what is closed is counted from the index alone.
CREATE INDEX records_day   ON records (kind, day, n, state) WHERE deleted IS NULL;
CREATE INDEX records_state ON records (kind, state, day, n) WHERE deleted IS NULL AND state IS NOT NULL;
CREATE INDEX records_due   ON records (kind, due, n) WHERE deleted IS NULL AND due IS NOT NULL;
-- `waits`: from when on it may need me; only what is still open has one, however many years lie behind it.
CREATE INDEX records_waits ON records (kind, waits, n) WHERE deleted IS NULL AND waits IS NOT NULL;
CREATE INDEX records_trash ON records (deleted, n) WHERE deleted IS NOT NULL;

-- `of_kind` is the kind of the record that has the link, which never changes: of all that leads to somebody met for years,
-- a page asks for one kind.
CREATE TABLE links (
  n       INTEGER NOT NULL REFERENCES records (n) ON DELETE CASCADE,
  role    TEXT NOT NULL,
  target  BLOB NOT NULL,
  of_kind TEXT NOT NULL,
  PRIMARY KEY (n, role, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_target ON links (target, role, of_kind, n);

CREATE TABLE tags (
  tag TEXT NOT NULL,
  n   INTEGER NOT NULL REFERENCES records (n) ON DELETE CASCADE,
  PRIMARY KEY (tag, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX tags_n ON tags (n);

-- What older notes are about, word by word: who saves something like it is reminded of them. The index of words would have
-- to gather all that ever said any of these.
CREATE TABLE echoes (
  n    INTEGER NOT NULL REFERENCES records (n) ON DELETE CASCADE,
  word TEXT NOT NULL,
  PRIMARY KEY (n, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX echoes_word ON echoes (word, n);

-- When I was in touch with whom, and by which record: a local date, or where `exact` an instant.
CREATE TABLE touches (
  person BLOB NOT NULL,
  exact  INTEGER NOT NULL,
  day    TEXT NOT NULL,
  n      INTEGER NOT NULL REFERENCES records (n) ON DELETE CASCADE,
  PRIMARY KEY (person, exact, day, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX touches_n   ON touches (n);
-- Who was met lately, whatever came before.
CREATE INDEX touches_day ON touches (day, person, exact);

-- What figures over all the years are made of, so that they read no record. `kind` and `deleted` stand in them because
-- SQLite would look into the row for these otherwise.
CREATE INDEX figures_person   ON records (kind, deleted, id, data ->> 'industry', data ->> 'first_met', data ->> 'how_met',
    title, data ->> 'closeness', data ->> 'cadence_days')
  WHERE kind = 'person' AND deleted IS NULL;
-- Goals closed lately, whatever was closed before them.
CREATE INDEX figures_goal     ON records (data ->> 'closed', n) WHERE kind = 'goal' AND deleted IS NULL;
CREATE INDEX figures_meeting  ON records (kind, deleted, state, day, data ->> 'minutes')
  WHERE kind = 'meeting' AND deleted IS NULL;
CREATE INDEX figures_action   ON records (kind, deleted, due, state, data ->> 'state_since', data ->> 'done',
    data ->> 'owner', trim(data ->> 'reason') <> '')
  WHERE kind = 'action' AND deleted IS NULL;
CREATE INDEX figures_advice   ON records (kind, deleted, data ->> 'called', data ->> 'told_back')
  WHERE kind = 'advice' AND deleted IS NULL;
CREATE INDEX figures_obstacle ON records (kind, deleted, day, state, data ->> 'state_since', data ->> 'resolved')
  WHERE kind = 'obstacle' AND deleted IS NULL;
CREATE INDEX figures_insight  ON records (kind, deleted, created, state, data ->> 'state_since')
  WHERE kind = 'insight' AND deleted IS NULL;

-- A set is written once and never changed but for `undone`. `takes_back` names the set that an undo took back,
-- `brings_back` the one that a redo brought back.
CREATE TABLE sets (
  no          INTEGER PRIMARY KEY AUTOINCREMENT,
  label       TEXT NOT NULL,
  at          TEXT NOT NULL,
  origin      TEXT NOT NULL,
  takes_back  INTEGER,
  brings_back INTEGER,
  undone      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The last set that can be undone and the first that can be redone are found here, whatever the length of the history.
CREATE INDEX sets_own ON sets (undone, no) WHERE takes_back IS NULL AND brings_back IS NULL;

-- `edit` keeps the fields that changed, as they were and as they became; `remove` keeps the whole record in `before`.
-- `create` keeps nothing: what it made is in the table, or in the `before` of the set that took it back.
CREATE TABLE changes (
  no     INTEGER PRIMARY KEY,
  set_no INTEGER NOT NULL REFERENCES sets (no),
  op     TEXT NOT NULL,
  id     BLOB NOT NULL,
  kind   TEXT NOT NULL,
  title  TEXT NOT NULL,
  before TEXT,
  after  TEXT
) STRICT;

CREATE INDEX changes_set    ON changes (set_no);
CREATE INDEX changes_record ON changes (id, no);

CREATE TABLE drafts (
  slot TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `kind` is a column of the index, so that a name among the people is found without walking everything that mentions it.
-- The index keeps no copy of the texts (`content = ''`): they stand in `records`. That is a third of the file, and what a
-- change or a removal would have to read and take apart again.
-- Words that are taken out are marked and leave with a later merge. Who removes a record for good has all of it merged at
-- once, with `optimize`. FTS5's `secure-delete` would overwrite them one by one instead, and for each walk all that holds
-- the word: to edit one text among ten thousand took 15 ms, and more with every year.
CREATE VIRTUAL TABLE search USING fts5 (
  title, body, kind, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

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
