"""Over a network the centre speaks TLS, and a desk believes no other authority than its own."""

import ipaddress
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app import clock, doors
from app.custody import views
from app.line_errors import CentreAway
from tests.support.centre import serving
from tests.support.world import PASSWORD, World


def certified(folder: Path) -> tuple[str, str]:
    """A certificate for this computer, and its key: two files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=2))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / "centre.pem", folder / "centre.key"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(cert), str(private)


def test_a_desk_speaks_to_the_centre_of_its_own_authority_only(
    room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.clock.at = clock.now()
    cert, key = certified(tmp_path)
    with serving(room.url, "--cert", cert, "--key", key) as served:
        assert served.url.startswith("https://")
        with pytest.raises(CentreAway, match="certificate"):
            doors.open_store(served.url)
        monkeypatch.setenv("ANKU_CA", cert)
        desk = doors.open_store(served.url)
        desk.sign_in("guan1", PASSWORD)
        assert desk.read(views.count) == 0
        desk.close()
