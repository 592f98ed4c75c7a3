"""The scan itself: a secret that a program leaves anywhere, in any dress, is found, and nothing else is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.secrecy.residue import run
from tests.secrecy.surfaces import found

SECRETS = {"the long one": "Ma&rk<ed>\"n'%+/=7 秘密", "the short one": '%+"'}
LEAKS = {
    "standard output": "print(SECRET)",
    "standard error": "import sys; print(repr(SECRET), file=sys.stderr)",
    "a log": "open('run.log', 'w').write(f'typed {SECRET}')",
    "JSON": "import json; json.dump({'a': SECRET}, open('a.json', 'w'))",
    "HTML": "import html; open('a.html', 'w').write(html.escape(SECRET))",
    "an address": "import urllib.parse as u; open('a.txt', 'w').write(u.quote_plus(SECRET))",
    "a view state": (
        "import base64; open('a.txt', 'wb').write(base64.b64encode(b'/wEPDwUK' + SECRET.encode() + b'tail'))"
    ),
    "a temporary file": (
        "import tempfile; f = tempfile.NamedTemporaryFile(delete=False); f.write(SECRET.encode('utf-16-le'))"
    ),
    "a file of the home": "import pathlib; (pathlib.Path.home() / '.cache').write_text(SECRET)",
    "a trace": (
        "import zipfile; zipfile.ZipFile('t.zip', 'w', zipfile.ZIP_DEFLATED).writestr('trace.trace', SECRET)"
    ),
    "a picture's own words": (
        "from PIL import Image, PngImagePlugin as p; i = p.PngInfo(); i.add_text('about', SECRET, zip=True)\n"
        "Image.new('RGB', (9, 9)).save('a.png', pnginfo=i)"
    ),
    "a PDF's own words": (
        "from pypdf import PdfWriter; w = PdfWriter(); w.add_blank_page(9, 9); w.add_metadata({'/Title': SECRET})\n"
        "w.write('a.pdf')"
    ),
    "a database": (
        "import sqlite3; d = sqlite3.connect('a.sqlite'); d.execute('PRAGMA journal_mode = WAL')\n"
        "d.execute('CREATE TABLE t (x)'); d.execute('INSERT INTO t VALUES (?)', (SECRET,)); d.commit()\n"
        "import os; os._exit(0)"
    ),
    "a child's argument": (
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'import time; time.sleep(.4)', SECRET])"
    ),
    "a child's environment": (
        "import os, subprocess; subprocess.run(['sleep', '0.4'], env={**os.environ, 'X': SECRET})"
    ),
}


def left_by(script: str, house: Path, secret: str) -> list[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FLOWS_")}
    program = [sys.executable, "-c", f"import sys; SECRET = sys.stdin.read()\n{script}"]
    left = run(program, house, {**clean, "PYTHONUTF8": "1"}, stdin=secret)
    assert left.code == 0, left.said
    return found(left.places, SECRETS)


@pytest.mark.parametrize("place", LEAKS)
def test_a_leak_that_was_put_there_on_purpose_is_found(tmp_path: Path, place: str) -> None:
    hits = left_by(LEAKS[place], tmp_path, " ".join(SECRETS.values()))
    assert {name for name in SECRETS if any(hit.startswith(name) for hit in hits)} == set(SECRETS), hits


def test_a_program_that_keeps_its_secret_leaves_no_hit(tmp_path: Path) -> None:
    script = "import os, subprocess; print(len(SECRET)); open('a.bin', 'wb').write(os.urandom(200_000))\n"
    script += "subprocess.run(['sleep', '0.2'])"
    assert left_by(script, tmp_path, SECRETS["the long one"]) == []
