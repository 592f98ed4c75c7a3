"""A practice mail server: web mail and admin console as a browser sees them, with state, rules and a no.

It imports nothing else of this project: a replica that shared the pages' knowledge could only agree with them.
"""

from __future__ import annotations

from flows.practice.faults import KINDS, Fault
from flows.practice.site import PracticeSite, SignIn
from flows.practice.skins import SKINS
from flows.practice.strength import STRENGTHS

__all__ = ["KINDS", "SKINS", "STRENGTHS", "Fault", "PracticeSite", "SignIn"]
