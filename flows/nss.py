"""Writes a browser's store of trusted authorities: `python flows/nss.py DIRECTORY < certificates.pem`.

Chromium on Linux trusts an authority of one's own only where NSS has it on record. This asks NSS itself, the
library that Chromium runs on, to make that record; so no tool has to be installed for it. It is a program of its own
because NSS is one for a whole process, and because a fault in a C library must not take a run with it.
"""

from __future__ import annotations

import ctypes
import ssl
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p
from typing import Any

LIBRARY = "libnss3.so"
TRUSTED_AUTHORITY = 0x8 | 0x10
"""CERTDB_VALID_CA and CERTDB_TRUSTED_CA: it may sign servers, and nothing is said of mail or programs."""
NO_HANDLE = 0


class _Item(ctypes.Structure):
    _fields_ = (("kind", c_int), ("data", c_char_p), ("length", c_uint))


class _Trust(ctypes.Structure):
    _fields_ = (("servers", c_uint), ("mail", c_uint), ("programs", c_uint))


def _nss() -> Any:
    nss = ctypes.CDLL(LIBRARY)
    for name, gives, takes in (
        ("NSS_Initialize", c_int, [c_char_p, c_char_p, c_char_p, c_char_p, c_uint]),
        ("PK11_GetInternalKeySlot", c_void_p, []),
        ("PK11_InitPin", c_int, [c_void_p, c_char_p, c_char_p]),
        ("CERT_GetDefaultCertDB", c_void_p, []),
        ("CERT_NewTempCertificate", c_void_p, [c_void_p, POINTER(_Item), c_char_p, c_int, c_int]),
        ("PK11_ImportCert", c_int, [c_void_p, c_void_p, c_ulong, c_char_p, c_int]),
        ("CERT_ChangeCertTrust", c_int, [c_void_p, c_void_p, POINTER(_Trust)]),
        ("CERT_DestroyCertificate", None, [c_void_p]),
        ("PK11_FreeSlot", None, [c_void_p]),
        ("NSS_Shutdown", c_int, []),
    ):
        function = getattr(nss, name)
        function.restype, function.argtypes = gives, takes
    return nss


def record(directory: str, authorities: list[bytes]) -> None:
    """Make the store in an empty directory, with these certificates (DER) as authorities for servers."""
    nss = _nss()
    _done(nss.NSS_Initialize(b"sql:" + directory.encode(), b"", b"", b"secmod.db", 0))
    slot = nss.PK11_GetInternalKeySlot()
    _done(nss.PK11_InitPin(slot, None, b""))
    known = nss.CERT_GetDefaultCertDB()
    for number, der in enumerate(authorities):
        certificate = nss.CERT_NewTempCertificate(known, byref(_Item(0, der, len(der))), None, 0, 1)
        _done(0 if certificate else -1)
        _done(nss.PK11_ImportCert(slot, certificate, NO_HANDLE, f"authority {number}".encode(), 0))
        _done(nss.CERT_ChangeCertTrust(known, certificate, byref(_Trust(TRUSTED_AUTHORITY, 0, 0))))
        nss.CERT_DestroyCertificate(certificate)
    nss.PK11_FreeSlot(slot)
    _done(nss.NSS_Shutdown())


def _done(status: int) -> None:
    if status != 0:
        raise OSError("NSS did not keep the certificate")


if __name__ == "__main__":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=sys.stdin.read())
    record(sys.argv[1], context.get_ca_certs(binary_form=True))
