"""What can go wrong, drawn as a tree; every error knows the exit code that scripts rely on.

FlowsError
├── InputError              2  bad input or settings; nothing was tried
│   ├── SignInRefused          the site turned the name or the password down, once
│   └── NoSuchAccount          the user list has no account of this address
├── SiteError               3  the site could not be reached, or is not what the pages describe
│   ├── Unreachable            no answer: name, port, certificate, time
│   ├── PartMissing            the screen does not show a part that was awaited
│   ├── PartAmbiguous          the screen shows several; nothing was chosen
│   ├── SessionExpired         the site asks to sign in again
│   ├── ErrorPage              the server answered with its error page
│   ├── AccountGone            what was clicked in the list did not lead to this account
│   └── UnexpectedDialog       a native alert or confirm that nobody asked for
├── SaveRefused             1  the site answered the Save with a refusal: nothing was written
├── SaveInDoubt             4  the Save was pressed and no answer came: look before anything else
├── GuardStopped            5  a guard of ours stopped the run
│   ├── WrongOrigin            a secret would have gone to an address that no setting names
│   ├── PropertyChanged        a Save changed something other than the password
│   ├── ProtectedAccount       the account may not be changed this way
│   └── BrakePulled            too many refusals, or one result that nobody can explain
└── BrowserMissing          3  no browser was found on this machine

A message says what was awaited, on which screen, what was there instead, and what to do. Never a password.
"""

from __future__ import annotations

from typing import ClassVar


class FlowsError(Exception):
    """Anything that a person using the suite can cause or meet."""

    exit_code: ClassVar[int] = 3


class InputError(FlowsError):
    exit_code = 2


class SignInRefused(InputError):
    pass


class NoSuchAccount(InputError):
    pass


class SiteError(FlowsError):
    exit_code = 3


class Unreachable(SiteError):
    """`code` is the browser's own word for the cause, where it is one of `flows.pages.unreachable.CAUSES`."""

    def __init__(self, message: str, code: str = "") -> None:
        self.code = code
        super().__init__(message)


class PartMissing(SiteError):
    pass


class PartAmbiguous(SiteError):
    pass


class SessionExpired(SiteError):
    pass


class ErrorPage(SiteError):
    pass


class AccountGone(SiteError):
    pass


class UnexpectedDialog(SiteError):
    pass


class SaveRefused(FlowsError):
    """The site said no, in words that `str(error)` repeats."""

    exit_code = 1


class SaveNotSent(SaveRefused):
    """The page itself kept the form from being sent; while it is open, it may yet send it."""


class SaveInDoubt(FlowsError):
    exit_code = 4


class GuardStopped(FlowsError):
    exit_code = 5


class WrongOrigin(GuardStopped):
    pass


class PropertyChanged(GuardStopped):
    pass


class ProtectedAccount(GuardStopped):
    pass


class BrakePulled(GuardStopped):
    pass


class BrowserMissing(FlowsError):
    exit_code = 3
