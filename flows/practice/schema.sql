-- The accounts of one practice site. A mail server may read this file while the site runs:
-- there is no write-ahead log, so read permission on the file is enough. For Dovecot:
--
--   sqlite:  passdb / userdb with  connect = /path/to/this/file
--   password_query = SELECT username AS user, password FROM mail_users WHERE username = '%u'
--   user_query     = SELECT username AS user, '/var/mail/%d/%n' AS home FROM mail_users WHERE username = '%u'
--
-- Passwords are kept plain, as the product keeps them in a form that can be read back; nobody real is here.

CREATE TABLE accounts (
    address    TEXT PRIMARY KEY COLLATE NOCASE,
    user_id    TEXT NOT NULL COLLATE NOCASE,
    domain     TEXT NOT NULL COLLATE NOCASE,
    password   TEXT NOT NULL,
    properties TEXT NOT NULL,                    -- JSON, keys as in properties.py
    saves      INTEGER NOT NULL DEFAULT 0,       -- by an administrator, on the user-properties form
    own_saves  INTEGER NOT NULL DEFAULT 0,       -- by the user himself, in the dialog
    full_name  TEXT    GENERATED ALWAYS AS (json_extract(properties, '$.full_name')) VIRTUAL,
    disabled   INTEGER GENERATED ALWAYS AS (NOT json_extract(properties, '$.account_access')) VIRTUAL,
    administrator INTEGER GENERATED ALWAYS AS (
        json_extract(properties, '$.domain_administrator') OR json_extract(properties, '$.system_administrator')
    ) VIRTUAL
);

CREATE INDEX accounts_by_user_id ON accounts (user_id);

-- What a mail server needs to know: who may sign in, and with what ({PLAIN} is Dovecot's scheme prefix).
CREATE VIEW mail_users AS
    SELECT address AS username, domain, '{PLAIN}' || password AS password
    FROM accounts WHERE NOT disabled;
