"""Over a network the centre speaks TLS, and a desk believes no other authority than its own."""

import ipaddress
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app import clock, doors, errors, words
from app.custody import views
from app.line_errors import CentreNotBelieved, PlainAddress
from app.sync.store import DeskStore
from tests.support.centre import serving
from tests.support.world import PASSWORD, World


def certified(folder: Path, address: str = "127.0.0.1", days: float = 2) -> tuple[str, str]:
    """A certificate for this computer, or for another or of another time, and its key: two files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=9))
        .not_valid_after(clock.now() + timedelta(days=days))
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
        with pytest.raises(CentreNotBelieved) as no:
            doors.open_store(served.url)
        assert no.value.facts["why"] == "certificate.stranger"
        monkeypatch.setenv("ANKU_CA", cert)
        desk = doors.open_store(served.url)
        desk.sign_in("guan1", PASSWORD)
        assert desk.read(views.count) == 0
        desk.close()


@pytest.mark.parametrize(
    ("address", "days", "why", "zh"),
    [
        ("192.0.2.7", 2, "certificate.host", "不是签发给这个网址的"),
        ("127.0.0.1", -1, "certificate.expired", "已经过期"),
    ],
)
def test_a_desk_says_what_is_wrong_with_the_certificate_and_goes_on_with_what_it_holds(
    room: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    days: float,
    why: str,
    zh: str,
) -> None:
    room.clock.at = clock.now()
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))
    cert, key = certified(tmp_path)
    monkeypatch.setenv("ANKU_CA", cert)
    with serving(room.url, "--cert", cert, "--key", key) as served:
        desk = doors.open_store(served.url)
        desk.sign_in("guan1", PASSWORD)
        desk.close()
    (tmp_path / "other").mkdir()
    other, its_key = certified(tmp_path / "other", address, days)
    monkeypatch.setenv("ANKU_CA", other)
    port = served.url.rpartition(":")[2]
    with serving(room.url, "--cert", other, "--key", its_key, "--port", port):
        desk = doors.open_store(served.url)
        with pytest.raises(CentreNotBelieved) as no:
            desk.sign_in("guan2", PASSWORD)  # never here: no network would help him
        assert no.value.facts["why"] == why
        assert zh in words.refusal(no.value).what
        desk.sign_in("guan1", PASSWORD)
        assert isinstance(desk, DeskStore)
        assert not desk.online
        with pytest.raises(CentreNotBelieved):
            desk.meet()
        desk.close()


def test_an_address_in_clear_and_an_authority_that_is_none_are_told_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PlainAddress) as plain:
        doors.open_store("http://192.0.2.1:8443")
    assert "https://" in words.refusal(plain.value).next
    empty = tmp_path / "ca.pem"
    empty.write_text("nothing")
    for file, why in ((tmp_path / "none.pem", "path.missing"), (empty, "certificate.none")):
        monkeypatch.setenv("ANKU_CA", str(file))
        with pytest.raises(errors.PathUnusable) as no:
            doors.open_store("https://192.0.2.1")
        assert no.value.facts == {"path": str(file), "why": why}
