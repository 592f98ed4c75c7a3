"""Every command, every way in which it ends, and what is planted: data for the scan.

A case is named after its command and after what happens to it. `may_hold` are the places that exist for passwords.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.practice import Fault

ADMIN, USER, ACCOUNT, OTHER = "root@example.jp", "sato.hanako@example.jp", "abc@example.jp", "abcd@example.jp"
SECRETS = {
    "the administrator's password": "Ad&<1i>\"n'%+/=7_x",
    "the user's password": "Us&<2r>\"s'%+/=8_y",
    "a password of 30 characters": "Nw&<3a>\"s'%+/=9>q_<4x-and-so-0",
    "a password of 3 characters": '%+"',
    "a password that no rule allows": "パスワード秘密&<>\"'%+/=",
    "a wrong password": "Wr&<5n>\"g'%+/=5_z",
    "the passphrase": "合言葉&<>\"'%+/= の鍵",
    "another passphrase": "別の合言葉&<>\"'%+/=",
}
LONG, SHORT = SECRETS["a password of 30 characters"], SECRETS["a password of 3 characters"]
REFUSED, WRONG = SECRETS["a password that no rule allows"], SECRETS["a wrong password"]
ANOTHER = SECRETS["another passphrase"]


def csv_line(*cells: str) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


HEAD = "address,password,current_password\n"
CSV = HEAD + csv_line(ACCOUNT, LONG, "") + csv_line(OTHER, SHORT, "")
BROKEN_CSV = HEAD + csv_line(ACCOUNT, REFUSED, WRONG) + csv_line("no address", LONG, "") + f'{OTHER},"{WRONG}'
DOWN = {"FLOWS_WEBMAIL_URL": "http://127.0.0.1:2", "FLOWS_TIMEOUT": "5"}
WRONG_SIGN_IN = {"FLOWS_ADMIN_PASSWORD": WRONG, "FLOWS_PASSWORD": WRONG}
NO_DOWNLOAD = {"PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9", "PATH": "/nowhere"}


@dataclass(frozen=True)
class Case:
    """One run. `csv` is a file beside the house; `journal` begins with one of a finished run."""

    command: str
    code: int
    stdin: str = ""
    csv: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    may_hold: tuple[str, ...] = ()
    journal: bool = False
    before: tuple[str, ...] = ()
    interrupt_at: str = ""
    seconds: float = 240


def _faulty(command: str, stdin: str, **codes: int) -> dict[str, Case]:
    """The same command, with each of these things going wrong at its Save."""
    return {
        kind: Case(command, code, stdin, faults=(Fault(kind.replace("_", "-"), times=None, text=SAYS),))
        for kind, code in codes.items()
    }


SAYS = "そのパスワードは使えません。 <b>Refused</b> \x1b[31m"
SET = f"set-password {ACCOUNT} --password-stdin"
OWN = "change-own-password --password-stdin"
ROTATE = "rotate --csv CSV --yes"

CASES: dict[str, dict[str, Case]] = {
    "accounts": {
        "done": Case("accounts", 0),
        "json": Case("accounts --json", 0),
        "wrong sign-in": Case("accounts", 2, settings=WRONG_SIGN_IN),
        "site down": Case("accounts", 3, settings=DOWN),
        "by the menu": Case("accounts", 0, settings={"FLOWS_ADMIN_ENTRY": "menu"}),
        "Ctrl-C": Case("accounts", 130, interrupt_at="2-1"),
    },
    "set-password": {
        "done": Case(SET, 0, LONG),
        "3 characters": Case(f"{SET} --json", 0, SHORT),
        "generated": Case(f"set-password {ACCOUNT} --generate", 0),
        "no rule allows it": Case(SET, 2, REFUSED),
        "wrong sign-in": Case(SET, 2, LONG, settings=WRONG_SIGN_IN),
        "site down": Case(SET, 3, LONG, settings=DOWN),
        **_faulty(
            SET,
            LONG,
            refused=1,
            dropped_before=4,
            dropped_after=0,
            error_page=4,
            error_after=0,
            mute=0,
            alert=0,
        ),
    },
    "change-own-password": {
        "done": Case(OWN, 0, LONG),
        "3 characters": Case(f"{OWN} --json", 0, SHORT),
        "no rule allows it": Case(OWN, 2, REFUSED),
        "wrong sign-in": Case(OWN, 2, LONG, settings=WRONG_SIGN_IN),
        "site down": Case(OWN, 1, LONG, settings=DOWN),
        **_faulty(OWN, LONG, refused=1, dropped_before=1, dropped_after=0, error_after=0),
    },
    "rotate": {
        "done": Case(ROTATE, 0, csv=CSV),
        "json": Case(f"{ROTATE} --json", 0, csv=CSV),
        "plan": Case("rotate --csv CSV --dry-run --json", 0, csv=CSV),
        "everybody": Case("rotate --all --yes", 0),
        "broken CSV": Case(ROTATE, 2, csv=BROKEN_CSV),
        "wrong sign-in": Case(ROTATE, 2, csv=CSV, settings=WRONG_SIGN_IN),
        "site down": Case(ROTATE, 3, csv=CSV, settings=DOWN),
        "one refused": Case(
            ROTATE, 1, csv=CSV, faults=(Fault("refused", account=OTHER, times=None, text=SAYS),)
        ),
        "lost answer": Case(ROTATE, 0, csv=CSV, faults=(Fault("dropped-after", account=OTHER),)),
        "nothing to resume": Case("rotate --resume", 2, journal=True),
        "Ctrl-C": Case("rotate --all --yes", 130, interrupt_at="changed "),
        "resumed": Case("rotate --resume", 2, csv=CSV, before=(ROTATE,)),
    },
    "rotate status": {"done": Case("rotate status", 0, journal=True)},
    "verify": {
        "right": Case(f"verify {USER} --password-stdin", 0, SECRETS["the user's password"]),
        "wrong": Case(f"verify {USER} --password-stdin --json", 1, WRONG),
        "a file": Case("verify --csv CSV", 1, csv=CSV),
        "a broken file": Case("verify --csv CSV", 2, csv=BROKEN_CSV),
        "the journal": Case("verify --journal --old-too", 1, journal=True),
        "site down": Case(f"verify {USER} --password-stdin", 4, WRONG, settings=DOWN),
    },
    "export": {
        "done": Case("export --csv proven.csv", 0, journal=True, may_hold=("work/proven.csv",)),
        "exists already": Case("export --csv ../given.csv", 2, csv="held", journal=True),
        "wrong passphrase": Case(
            "export --csv a.csv", 2, journal=True, settings={"FLOWS_JOURNAL_KEY": ANOTHER}
        ),
    },
    "handouts": {
        "pages": Case("handouts", 0, journal=True, may_hold=("work/out/handouts-",)),
        "slips": Case("handouts --layout slips --json", 0, journal=True, may_hold=("work/out/handouts-",)),
        "encrypted": Case("handouts --encrypt", 0, f"{ANOTHER}\n{ANOTHER}\n", journal=True),
        "no journal": Case("handouts", 2),
    },
    "doctor": {
        "done": Case("doctor --json", 0),
        "wrong sign-in": Case("doctor", 3, settings=WRONG_SIGN_IN),
        "site down": Case("doctor", 3, settings=DOWN),
    },
    "server": {"done": Case("server localhost", 3)},
    "inspect": {"done": Case("inspect admin-login URL --shot boxes.png --json", 0)},
    "practice": {"Ctrl-C": Case("practice", 0, interrupt_at="ends it")},
    "demo": {"done": Case("demo", 0, seconds=900)},
    "browser install": {"nothing to be had": Case("browser install", 3, settings=NO_DOWNLOAD)},
    "manual check": {
        "a server": Case("manual check --json", 0, seconds=600),
        "site down": Case("manual check", 3, settings=DOWN, seconds=600),
        "with its writes": Case(f"manual check --allow-writes --test-account {USER}", 0, seconds=600),
    },
    "manual shoot": {"a server": Case("manual shoot", 0, seconds=600)},
    "manual review": {
        "nothing was shot": Case("manual review", 2),
        "all is new": Case("manual review --json", 1, before=("manual shoot",), seconds=600),
    },
    "manual build": {
        "a draft": Case("manual build --draft", 0, before=("manual check", "manual shoot"), seconds=600)
    },
    "journal forget": {"done": Case("journal forget RUN --yes", 0, journal=True)},
    "journal rekey": {
        "done": Case("journal rekey --passphrase-stdin", 0, ANOTHER, journal=True),
        "wrong passphrase": Case(
            "journal rekey --passphrase-stdin", 2, LONG, journal=True, settings={"FLOWS_JOURNAL_KEY": ANOTHER}
        ),
    },
    "journal merge": {"no such place": Case("journal merge elsewhere", 2, journal=True)},
}
SAMPLE = (("rotate", "one refused"),)
"""What the default run looks at: a refusal, a report, the journal, a browser and its children."""
