-- Where passwords were changed: the origin of the admin console. Empty where it was not written down yet.
ALTER TABLE runs ADD COLUMN site TEXT NOT NULL DEFAULT '';

-- Which password a sign-in was tried with, and at which server (host:port, or the web mail's origin): a sheet names
-- only servers that this very password opened. Empty likewise.
ALTER TABLE probes ADD COLUMN candidate TEXT NOT NULL DEFAULT '';
ALTER TABLE probes ADD COLUMN server TEXT NOT NULL DEFAULT '';

-- Whose failed sign-ins are counted together: the machine that keeps this file, whatever its name is today.
ALTER TABLE journal ADD COLUMN client TEXT NOT NULL DEFAULT '';
UPDATE journal SET client = lower(hex(randomblob(16)));
