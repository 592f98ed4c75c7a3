"""What a password must look like, in the site's own words, and a generator that meets it.

`read_rule` reads the sentence beside the password fields (パスワード変更, manual 2-1-3), `faults` says what is
wrong with a password without repeating it, `generate` makes one that the strictest of the site's levels takes.
"""

from flows.passwords.generate import generate
from flows.passwords.rule import LEVELS, WEBMAIL, Kind, Level, Need, Rule, faults
from flows.passwords.sentence import about_form, read_rule

__all__ = [
    "LEVELS",
    "WEBMAIL",
    "Kind",
    "Level",
    "Need",
    "Rule",
    "about_form",
    "faults",
    "generate",
    "read_rule",
]
