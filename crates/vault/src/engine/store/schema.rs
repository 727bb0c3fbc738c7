//! The tables, in words that both engines read alike. Every table that grows is keyed by dossier, so it shards by dossier.

/// What brings a store from version n to n + 1.
pub(super) const STEPS: [&str; 11] = [
    "
CREATE TABLE dossier (
  id BYTEA NOT NULL PRIMARY KEY, kind TEXT NOT NULL, key BYTEA, seq BIGINT NOT NULL, head BYTEA NOT NULL, destroyed BIGINT);
CREATE TABLE event (
  dossier BYTEA NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, who TEXT NOT NULL, agency TEXT NOT NULL, act TEXT NOT NULL,
  key BYTEA, body BYTEA, digest BYTEA NOT NULL, link BYTEA NOT NULL, PRIMARY KEY (dossier, seq));
CREATE TABLE card (
  dossier BYTEA NOT NULL PRIMARY KEY, kind TEXT NOT NULL, facet TEXT NOT NULL, state TEXT NOT NULL, house TEXT NOT NULL,
  municipality TEXT NOT NULL, reference TEXT NOT NULL, opened TEXT NOT NULL, due TEXT, label BYTEA NOT NULL, seats TEXT NOT NULL);
CREATE INDEX card_reference ON card (reference, kind);
CREATE TABLE seat (
  dossier BYTEA NOT NULL, holder TEXT NOT NULL, kind TEXT NOT NULL, facet TEXT NOT NULL, opened TEXT NOT NULL,
  PRIMARY KEY (dossier, holder));
CREATE INDEX seat_list ON seat (holder, kind, opened, dossier);
CREATE INDEX seat_facet ON seat (holder, kind, facet, opened, dossier);
CREATE TABLE tally (holder TEXT NOT NULL, kind TEXT NOT NULL, facet TEXT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (holder, kind, facet));
CREATE TABLE task (
  dossier BYTEA NOT NULL, n BIGINT NOT NULL, kind TEXT NOT NULL, agency TEXT NOT NULL, role TEXT, person TEXT, act TEXT NOT NULL,
  since TEXT NOT NULL, due TEXT, PRIMARY KEY (dossier, n));
CREATE INDEX task_agency ON task (agency, due);
CREATE TABLE known (digest BYTEA NOT NULL, dossier BYTEA NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (dossier, digest));
CREATE INDEX known_digest ON known (digest);
CREATE TABLE claim (digest BYTEA NOT NULL PRIMARY KEY, dossier BYTEA NOT NULL);
CREATE TABLE book (
  node TEXT NOT NULL, n BIGINT NOT NULL, at BIGINT NOT NULL, person TEXT NOT NULL, agency TEXT NOT NULL, act TEXT NOT NULL,
  dossier BYTEA, outcome TEXT NOT NULL, ground TEXT NOT NULL, detail TEXT NOT NULL, trace TEXT NOT NULL, link BYTEA NOT NULL,
  PRIMARY KEY (node, n));
CREATE INDEX book_dossier ON book (dossier, at);
CREATE TABLE book_head (node TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL, link BYTEA NOT NULL);
CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);
CREATE TABLE agency (
  id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, house TEXT NOT NULL, municipalities TEXT NOT NULL);
CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY, agency TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, function TEXT NOT NULL,
  until TEXT, password TEXT, totp BYTEA, totp_step BIGINT NOT NULL, closed BIGINT NOT NULL);
CREATE TABLE session (
  digest BYTEA NOT NULL PRIMARY KEY, account TEXT NOT NULL, sort TEXT NOT NULL, created BIGINT NOT NULL, used BIGINT NOT NULL,
  lang TEXT NOT NULL);
CREATE INDEX session_account ON session (account);
CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
",
    "
CREATE TABLE slip (dossier BYTEA NOT NULL, box TEXT NOT NULL, drawer BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (dossier, box, drawer));
CREATE TABLE measure (
  house TEXT NOT NULL, quarter TEXT NOT NULL, name TEXT NOT NULL, days BIGINT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (house, quarter, name, days));
",
    "
ALTER TABLE dossier ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN marks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN mark BYTEA;
ALTER TABLE dossier ADD COLUMN sign BYTEA;
CREATE TABLE mark (
  dossier BYTEA NOT NULL, n BIGINT NOT NULL, what TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, who TEXT NOT NULL,
  agency TEXT NOT NULL, act TEXT NOT NULL, link BYTEA NOT NULL, PRIMARY KEY (dossier, n));
ALTER TABLE book ADD COLUMN rev BIGINT;
ALTER TABLE book ADD COLUMN sign BYTEA;
ALTER TABLE book_head ADD COLUMN sign BYTEA;
DROP TABLE seat;
CREATE TABLE seat (
  dossier BYTEA NOT NULL, holder TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, facet TEXT NOT NULL, opened TEXT NOT NULL,
  listed BIGINT NOT NULL, first TEXT, last TEXT, PRIMARY KEY (dossier, holder, person));
CREATE INDEX seat_list ON seat (holder, person, kind, opened, dossier) WHERE listed = 1;
CREATE INDEX seat_facet ON seat (holder, person, kind, facet, opened, dossier) WHERE listed = 1;
CREATE INDEX seat_unlisted ON seat (holder, person, dossier) WHERE listed = 0;
DROP TABLE tally;
CREATE TABLE tally (
  holder TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, facet TEXT NOT NULL, n BIGINT NOT NULL,
  PRIMARY KEY (holder, person, kind, facet));
ALTER TABLE agency ADD COLUMN office TEXT NOT NULL DEFAULT '';
ALTER TABLE agency ADD COLUMN sign BYTEA;
ALTER TABLE account ADD COLUMN login TEXT;
CREATE INDEX account_login ON account (login);
ALTER TABLE account ADD COLUMN sign BYTEA;
DELETE FROM session;
ALTER TABLE session ADD COLUMN sign BYTEA;
CREATE TABLE slice (n BIGINT NOT NULL PRIMARY KEY, generation BIGINT NOT NULL, turned BIGINT NOT NULL, mark BYTEA NOT NULL);
CREATE TABLE forget (dossier BYTEA NOT NULL, slice BIGINT NOT NULL, generation BIGINT NOT NULL, since BIGINT NOT NULL, PRIMARY KEY (dossier, since));
CREATE TABLE box (
  dossier BYTEA NOT NULL, name TEXT NOT NULL, key BYTEA, epoch BIGINT NOT NULL, shut BIGINT, PRIMARY KEY (dossier, name));
CREATE INDEX dossier_slice ON dossier (substr(id, 16, 1));
CREATE INDEX box_slice ON box (substr(dossier, 16, 1));
CREATE TABLE leaf (
  n BIGINT NOT NULL PRIMARY KEY, node TEXT NOT NULL, line BIGINT NOT NULL, what BIGINT NOT NULL, dossier BYTEA, place BIGINT NOT NULL,
  hash BYTEA NOT NULL);
CREATE UNIQUE INDEX leaf_line ON leaf (node, line) WHERE what = 0;
CREATE UNIQUE INDEX leaf_dossier ON leaf (dossier, what, place) WHERE dossier IS NOT NULL;
CREATE TABLE tree (level BIGINT NOT NULL, n BIGINT NOT NULL, hash BYTEA NOT NULL, PRIMARY KEY (level, n));
CREATE TABLE checkpoint (size BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, note TEXT NOT NULL);
CREATE TABLE witness (name TEXT NOT NULL PRIMARY KEY, agency TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE try (digest BYTEA NOT NULL PRIMARY KEY, n BIGINT NOT NULL, since BIGINT NOT NULL, next BIGINT NOT NULL);
CREATE INDEX try_since ON try (since);
CREATE TABLE place (digest BYTEA NOT NULL PRIMARY KEY, account TEXT NOT NULL, at BIGINT NOT NULL);
CREATE TABLE lease (name TEXT NOT NULL PRIMARY KEY, node TEXT NOT NULL, until BIGINT NOT NULL);
CREATE TABLE draft (
  digest BYTEA NOT NULL PRIMARY KEY, person TEXT NOT NULL, dossier BYTEA, epoch BIGINT NOT NULL, key BYTEA NOT NULL, body BYTEA NOT NULL,
  at BIGINT NOT NULL, until BIGINT NOT NULL);
CREATE INDEX draft_person ON draft (person);
CREATE TABLE question (id BYTEA NOT NULL PRIMARY KEY, at BIGINT NOT NULL, body BYTEA NOT NULL);
CREATE TABLE snapshot (dossier BYTEA NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, fold BIGINT NOT NULL, body BYTEA NOT NULL);
",
    "
ALTER TABLE task ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN asker TEXT;
ALTER TABLE task ADD COLUMN asked_by TEXT;
ALTER TABLE task ADD COLUMN thing BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN meets BIGINT NOT NULL DEFAULT 0;
CREATE INDEX task_meets ON task (due) WHERE meets = 1;
CREATE INDEX task_asker ON task (asker, since);
CREATE TABLE pickup (
  dossier BYTEA NOT NULL, agency TEXT NOT NULL, act TEXT NOT NULL, thing BIGINT NOT NULL, since TEXT NOT NULL, person TEXT NOT NULL,
  PRIMARY KEY (dossier, agency, act, thing));
",
    // Which seats are for one thing only, as `Tier::is_third` says, from what the cards say.
    "
ALTER TABLE seat ADD COLUMN third BIGINT NOT NULL DEFAULT 0;
UPDATE seat SET third = 1 WHERE NOT EXISTS (SELECT 1 FROM card c WHERE c.dossier = seat.dossier AND (
  c.seats LIKE '%s ' || seat.holder || ' owner%' OR
  c.seats LIKE '%s ' || seat.holder || ' stay%' OR
  c.seats LIKE '%s ' || seat.holder || ' second%' OR
  c.seats LIKE '%s ' || seat.holder || ' filer%' OR
  c.seats LIKE '%s ' || seat.holder || ' trio%' OR
  c.seats LIKE '%s ' || seat.holder || ' consulted%' OR
  c.seats LIKE '%s ' || seat.holder || ' triangle%' OR
  c.seats LIKE '%s ' || seat.holder || ' participant%' OR
  c.seats LIKE '%s ' || seat.holder || ' director%' OR
  c.seats LIKE '%s ' || seat.holder || ' case-director%' OR
  c.seats LIKE '%s ' || seat.holder || ' team%' OR
  c.seats LIKE '%s ' || seat.holder || ' commissioner%' OR
  c.seats LIKE '%s ' || seat.holder || ' facilitator%' OR
  c.seats LIKE '%s ' || seat.holder || ' invited%' OR
  c.seats LIKE '%s ' || seat.holder || ' addressee%' OR
  c.seats LIKE '%s ' || seat.holder || ' reader%' OR
  c.seats LIKE '%s ' || seat.holder || ' bearer%'));
",
    // Who took notice of the statement of secrecy: of the whole book only those lines.
    "
CREATE INDEX book_secrecy ON book (person, detail) WHERE act = 'account.secrecy';
",
    "
CREATE TABLE promise (
  dossier BYTEA NOT NULL, thing BIGINT NOT NULL, kind TEXT NOT NULL, agency TEXT NOT NULL, person TEXT, asker TEXT, asked_by TEXT,
  stands TEXT NOT NULL, running BIGINT NOT NULL, due TEXT NOT NULL, what BYTEA NOT NULL, PRIMARY KEY (dossier, thing));
",
    "
CREATE TABLE mailbox (account TEXT NOT NULL PRIMARY KEY, looked TEXT NOT NULL, body BYTEA NOT NULL);
CREATE TABLE mail (
  account TEXT NOT NULL, sort TEXT NOT NULL, state TEXT NOT NULL, tries BIGINT NOT NULL, next BIGINT NOT NULL, since BIGINT NOT NULL,
  at BIGINT NOT NULL, failed BIGINT, why TEXT, body BYTEA, PRIMARY KEY (account, sort));
",
    // What waits in a kind of dossier is looked up by its state, however many of other kinds there are.
    "
CREATE INDEX card_state ON card (kind, state);
",
    "
CREATE TABLE file (
  dossier BYTEA NOT NULL, no BIGINT NOT NULL, waits BIGINT NOT NULL, tries BIGINT NOT NULL, next BIGINT NOT NULL, since BIGINT NOT NULL,
  why TEXT, key BYTEA NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (dossier, no));
CREATE INDEX file_waits ON file (waits, next);
",
    // What somebody did is found without the whole book.
    "
CREATE INDEX book_did ON book (person, at) WHERE outcome = 'act';
",
];

/// A table for carrying a house to another place: how to read it whole and how to write a row.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static str,
    pub(crate) select: &'static str,
    pub(crate) insert: &'static str,
}

macro_rules! table {
    ($name:literal, $columns:literal, $places:literal) => {
        Table {
            name: $name,
            columns: $columns,
            select: concat!("SELECT ", $columns, " FROM ", $name),
            insert: concat!("INSERT INTO ", $name, " (", $columns, ") VALUES (", $places, ")"),
        }
    };
}

/// Every table of version 2 but sessions, in the order in which a backup of version 1 numbers them.
pub(crate) const TABLES_OF_2: [Table; 16] = [
    table!("dossier", "id, kind, key, seq, head, destroyed", "$1, $2, $3, $4, $5, $6"),
    table!(
        "event",
        "dossier, seq, at, who, agency, act, key, body, digest, link",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10"
    ),
    table!(
        "card",
        "dossier, kind, facet, state, house, municipality, reference, opened, due, label, seats",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11"
    ),
    table!("seat", "dossier, holder, kind, facet, opened", "$1, $2, $3, $4, $5"),
    table!("tally", "holder, kind, facet, n", "$1, $2, $3, $4"),
    table!("task", "dossier, n, kind, agency, role, person, act, since, due", "$1, $2, $3, $4, $5, $6, $7, $8, $9"),
    table!("known", "digest, dossier, kind", "$1, $2, $3"),
    table!("claim", "digest, dossier", "$1, $2"),
    table!(
        "book",
        "node, n, at, person, agency, act, dossier, outcome, ground, detail, trace, link",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
    ),
    table!("book_head", "node, n, link", "$1, $2, $3"),
    table!("counter", "name, n", "$1, $2"),
    table!("agency", "id, kind, name, house, municipalities", "$1, $2, $3, $4, $5"),
    table!(
        "account",
        "id, agency, role, name, function, until, password, totp, totp_step, closed",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10"
    ),
    table!("setting", "name, value", "$1, $2"),
    table!("slip", "dossier, box, drawer, body", "$1, $2, $3, $4"),
    table!("measure", "house, quarter, name, days, n", "$1, $2, $3, $4, $5"),
];

/// What a backup or a move carries: every table that cannot be made anew. Sessions, what waits for them and questions that were not put yet end with a move, and so does mail that waits; cards,
/// seats, tasks, promises, findings, claims and counts of lists are made from the events. Who took something up ends with a move too: it comes to everybody again.
pub(crate) const TABLES: [Table; 19] = [
    table!(
        "dossier",
        "id, kind, key, seq, head, destroyed, epoch, marks, mark, sign",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10"
    ),
    table!(
        "event",
        "dossier, seq, at, who, agency, act, key, body, digest, link",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10"
    ),
    table!("mark", "dossier, n, what, seq, at, who, agency, act, link", "$1, $2, $3, $4, $5, $6, $7, $8, $9"),
    table!(
        "book",
        "node, n, at, person, agency, act, dossier, outcome, ground, detail, trace, rev, sign, link",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14"
    ),
    table!("book_head", "node, n, link, sign", "$1, $2, $3, $4"),
    table!("counter", "name, n", "$1, $2"),
    table!("agency", "id, kind, name, house, municipalities, office, sign", "$1, $2, $3, $4, $5, $6, $7"),
    table!(
        "account",
        "id, agency, role, name, function, until, password, totp, totp_step, closed, login, sign",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
    ),
    table!("setting", "name, value", "$1, $2"),
    table!("slip", "dossier, box, drawer, body", "$1, $2, $3, $4"),
    table!("measure", "house, quarter, name, days, n", "$1, $2, $3, $4, $5"),
    table!("box", "dossier, name, key, epoch, shut", "$1, $2, $3, $4, $5"),
    table!("leaf", "n, node, line, what, dossier, place, hash", "$1, $2, $3, $4, $5, $6, $7"),
    table!("tree", "level, n, hash", "$1, $2, $3"),
    table!("witness", "name, agency, key", "$1, $2, $3"),
    table!("checkpoint", "size, at, note", "$1, $2, $3"),
    // The signatures of small tables: made anew at the other end they would cover whatever was changed before.
    Table {
        name: "meta",
        columns: "name, value",
        select: "SELECT name, value FROM meta WHERE name LIKE 'guard-%'",
        insert: "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    },
    table!("mailbox", "account, looked, body", "$1, $2, $3"),
    table!("file", "dossier, no, waits, tries, next, since, why, key, body", "$1, $2, $3, $4, $5, $6, $7, $8, $9"),
];

/// Small tables without a chain, each under a keyed digest of its own: what is read of them, in order.
pub(crate) const GUARDED: [(&str, &str); 5] = [
    ("counter", "SELECT name, n FROM counter ORDER BY name"),
    ("agency", "SELECT id, kind, name, house, municipalities, office FROM agency ORDER BY id"),
    (
        "account",
        "SELECT id, agency, role, name, function, until, password, totp, closed, login FROM account ORDER BY id",
    ),
    ("setting", "SELECT name, value FROM setting ORDER BY name"),
    ("witness", "SELECT name, agency, key FROM witness ORDER BY name"),
];
