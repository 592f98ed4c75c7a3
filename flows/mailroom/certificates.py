"""A certificate authority made on the spot, for servers that live as long as a test or a demonstration."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Certificate:
    """Two PEM files; the key is readable by its owner only."""

    certificate: Path
    key: Path


class Authority:
    """Signs certificates for any name; `certificate` is the PEM file that a client must trust."""

    def __init__(self, directory: Path, name: str = "Practice mail authority") -> None:
        self._directory = directory
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _called(name)
        now = datetime.now(UTC)
        self._self = (
            _builder(self._name, self._name, self._key.public_key(), now - DAY, now + 30 * DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_may_sign(), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        self.certificate = directory / "authority.pem"
        self.certificate.write_bytes(self._self.public_bytes(serialization.Encoding.PEM))

    def issue(
        self,
        names: Sequence[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        signed_by_itself: bool = False,
    ) -> Certificate:
        """A certificate for these names and addresses, valid from yesterday for thirty days unless said otherwise."""
        now = datetime.now(UTC)
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _called(names[0])
        signed = (
            _builder(
                subject,
                subject if signed_by_itself else self._name,
                key.public_key(),
                since or now - DAY,
                until or now + 30 * DAY,
            )
            .add_extension(
                x509.SubjectAlternativeName([_alternative(name) for name in names]), critical=False
            )
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
            )
            .sign(key if signed_by_itself else self._key, hashes.SHA256())
        )
        place = self._directory / f"server-{signed.serial_number:x}"
        written = Certificate(place.with_suffix(".pem"), place.with_suffix(".key"))
        written.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        written.key.touch(mode=0o600)
        written.key.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return written


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _may_sign() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True,
        crl_sign=True,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
