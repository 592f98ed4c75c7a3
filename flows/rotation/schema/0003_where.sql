-- Which password a sign-in was tried with, and at which server (host:port, or the web mail's origin): a sheet names
-- only servers that this very password opened. Empty where it was not written down yet.
ALTER TABLE probes ADD COLUMN candidate TEXT NOT NULL DEFAULT '';
ALTER TABLE probes ADD COLUMN server TEXT NOT NULL DEFAULT '';
