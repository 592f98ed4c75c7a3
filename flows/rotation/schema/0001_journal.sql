-- One row a table named "journal": how the passwords are sealed, and for whose domain.
CREATE TABLE journal (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    domain TEXT NOT NULL,
    seal TEXT NOT NULL
);

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    started_at REAL NOT NULL,
    ended_at REAL,
    ending TEXT NOT NULL DEFAULT '',
    length INTEGER NOT NULL DEFAULT 16,
    forgotten_at REAL
);

-- Every password that was ever wanted, claimed or sent for an account; none is overwritten by another.
--   wanted    never sent, or known not to have been written
--   sent      a Save was about to be pressed: it may be the account's password now
--   proven    the site said so, or a door opened
--   claimed   somebody says that it is the current one
--   refused   the site turned it down; never sent again
--   replaced  another was proven after it
CREATE TABLE candidates (
    id TEXT PRIMARY KEY,
    run TEXT REFERENCES runs (id),
    address TEXT NOT NULL COLLATE NOCASE,
    password BLOB,
    origin TEXT NOT NULL CHECK (origin IN ('generated', 'given', 'claimed')),
    standing TEXT NOT NULL
        CHECK (standing IN ('wanted', 'sent', 'proven', 'claimed', 'refused', 'replaced')),
    proof TEXT NOT NULL DEFAULT '',
    made_at REAL NOT NULL,
    stood_at REAL NOT NULL
);
CREATE INDEX candidates_of_an_account ON candidates (address, standing);

CREATE TABLE entries (
    run TEXT NOT NULL REFERENCES runs (id),
    address TEXT NOT NULL COLLATE NOCASE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    last INTEGER NOT NULL,
    candidate TEXT REFERENCES candidates (id),
    state TEXT NOT NULL CHECK (state IN
        ('planned', 'trying', 'changed', 'refused', 'failed', 'unknown', 'unchanged', 'skipped')),
    reason TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    started_at REAL,
    ended_at REAL,
    PRIMARY KEY (run, address)
);
CREATE INDEX entries_by_state ON entries (run, state, position);

CREATE TABLE history (
    run TEXT NOT NULL REFERENCES runs (id),
    address TEXT NOT NULL COLLATE NOCASE,
    at REAL NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX history_of_an_account ON history (run, address);

-- Every sign-in that was tried: the server may lock out an address for failed ones.
CREATE TABLE probes (
    run TEXT,
    address TEXT NOT NULL COLLATE NOCASE,
    client TEXT NOT NULL,
    door TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'shut', 'unclear')),
    cause TEXT NOT NULL DEFAULT '',
    at REAL NOT NULL
);
CREATE INDEX probes_by_time ON probes (at);
CREATE INDEX probes_of_an_account ON probes (address, at);
