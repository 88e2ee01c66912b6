"""A report on disc: written below, taken in above once and whole, answered; the same again does nothing again."""

import base64
from pathlib import Path
from typing import Any

import pytest

from app.audit import verifying
from app.leads import packing, upward
from app.leads.types import Reported
from app.packages import keys
from app.packages import service as packages
from app.packages.errors import PackageBroken, PackageSignerUnknown
from db.blobs import blobs_of
from tests.support import leading
from tests.support.city import City
from tests.support.world import refused


@pytest.fixture
def disc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the installation's keys and quarantine, and a disc."""
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))
    return tmp_path


def reported(city: City) -> tuple[str, str]:
    """(lead, report) of a district's key person."""
    persons = (Reported("戊某", unit="甲区", post="区长"),)
    lead = leading.registered(city, ref="区一号", by="qag1", persons=persons)
    return lead, _report(city, lead)


def _report(city: City, lead: str, **more: str) -> str:
    given = {"kind": "lead", "content": "线索情况报告", **more}
    return str(leading.act(city, "qag1", upward.report_upward, lead, **given))


def _trust(city: City) -> None:
    given = {"public": keys.here().public, "organ": "QU1", "name": "甲区纪委监委"}
    city.do("bao1", packing.trust_sender, "xi1", **given)


@pytest.mark.scenario("P53")
def test_a_package_is_taken_in_once_and_an_altered_one_not_at_all(city: City, disc: Path) -> None:
    lead, report = reported(city)
    file, answer = disc / "a.ankupkg", disc / "b.ankupkg"
    store = city.store("qag1")
    manifest = packing.write(store, lead, report, "SHI", file, (keys.here().public,))
    above = city.store("ag1")
    with pytest.raises(PackageSignerUnknown):
        packing.take(above, file, answer)
    _trust(city)
    first = packing.take(above, file, answer)
    assert first.fresh
    assert first.counts == {"lead": 1}
    receipt = packages.read(answer, keys.here(), {keys.here().public})
    assert receipt.manifest.label.answers == manifest.id
    assert dict(receipt.manifest.label.counts) == {"lead": 1}

    again = packing.take(above, file, disc / "c.ankupkg")
    assert (again.fresh, again.counts, again.numbers) == (False, first.counts, first.numbers)
    with city.database.read() as session:
        from db.ledger import queries as trail

        assert trail.count(session, kind="UPWARD_TAKEN") == 1
    # an act that answers and leaves no line is a fault elsewhere; a centre with one writes nothing any more
    assert verifying.verify(city.database, blobs_of(city.database)).ok

    whole = file.read_bytes()
    file.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    with pytest.raises(PackageBroken):
        packing.take(above, file, answer)
    assert list((disc / "home" / "quarantine").iterdir())


@pytest.mark.scenario("P38")
def test_a_correction_is_a_new_package_that_names_the_first(city: City, disc: Path) -> None:
    lead, report = reported(city)
    store = city.store("qag1")
    packing.write(store, lead, report, "SHI", disc / "a.ankupkg")
    corrected = _report(city, lead, content="更正后的报告", corrects=report)
    second = packing.write(store, lead, corrected, "SHI", disc / "b.ankupkg")
    first = next(r for r in leading.view(city, lead, "qag1").reports if r.id == report)
    assert second.label.answers == first.number


def test_only_the_ledgers_clerk_of_the_organ_writes_a_package(city: City, disc: Path) -> None:
    lead, report = reported(city)
    refused("R38", lambda: packing.write(city.store("qjc1"), lead, report, "SHI", disc / "a"))
    assert not (disc / "a").exists()


def test_the_verb_itself_looks_at_signer_sender_recipient_and_every_byte(
    city: City, disc: Path
) -> None:
    lead, report = reported(city)
    file = disc / "a.ankupkg"

    def sent(content: bytes) -> Any:
        """What a client may send that looked at nothing."""
        told = base64.b64encode(content).decode()
        return city.do("ag1", packing.take_package, content=told)

    packing.write(city.store("qag1"), lead, report, "SHI", file)
    whole = file.read_bytes()
    refused("R161", lambda: sent(whole))
    other = {"public": keys.here().public, "organ": "QU2", "name": "乙区纪委监委"}
    city.do("bao1", packing.trust_sender, "xi1", **other)
    # entered for another organ: told so, and of the file by its own name
    no = refused("R161", lambda: packing.take(city.store("ag1"), file, disc / "b.ankupkg"))
    assert (no.facts["file"], no.facts["organ"], no.facts["sender"]) == ("a.ankupkg", "QU2", "QU1")
    _trust(city)
    refused("R160", lambda: sent(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]))
    refused("R160", lambda: sent(b"ANKUPKG1"))
    packing.write(city.store("qag1"), lead, report, "QU2", file)
    refused("R162", lambda: sent(file.read_bytes()))
    with city.database.read() as session:
        from db.ledger import queries as trail

        assert trail.count(session, kind="PACKAGE_IN") == 0
    assert sent(whole).fresh
