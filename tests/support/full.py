"""A store in which every table of evidence holds something."""

from datetime import date, timedelta
from typing import Any

from app import clock, ids
from app.cases import service as cases
from app.custody import exceptions
from app.deadlines import limits
from app.deadlines import service as deadlines
from app.deadlines.limits import CalendarChange
from app.identity import service as identity
from app.leads import steps as lead_steps
from app.leads.types import LeadEvent, LeadStatus
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import NewOrgan
from app.petitions import identities, intake, saving
from app.reporting import filing, keys, receipts
from app.reporting import service as reporting
from app.reporting.types import Letter
from app.requests import service as requests
from app.signatures import service as signatures
from app.stations import rules as station_rules
from app.stations import service as stations
from db.leads import belongings
from db.leads.models import Lead
from db.petitions import models
from db.stations.models import DoorToken, Station
from tests.support import borrowing, ends, leading, petitioning, signing, told
from tests.support.world import World


def fill(world: World) -> None:
    """People, limits, a thing that is out, one that is gone and one that is held."""
    give(world)
    govern(world)
    station(world)
    petition(world)
    lead(world)
    world.do("cha1", cases.add_person, case_id=world.case("案甲"), name="甲某某", part="subject")
    one, two, three = world.received(
        world.new("账册"), world.new("公文包", value_fen=10_000), world.new("帽子")
    )
    borrowing.out(world, one)
    ends.transferred(world, two.id)
    world.do(
        "guan1",
        exceptions.report,
        item_id=three.id,
        kind="damage",
        text="包角破损",
        photos=world.shots("damage"),
    )
    slip = signing.printed(world, one)
    world.do("guan1", signatures.sign_on_paper, sheet=slip, names=("张三",))
    reported(world)
    with told.known():
        world.do("guan1", told.place, code="T-9", organs=("organ",))


def station(world: World) -> None:
    """A computer that works for an organ, another that is invited, and a door held open at the first."""
    world.do("xi1", stations.invite, name="东街站", code=station_rules.new_code())
    at = world.store("xi1").actor
    assert at is not None
    with world.database.write() as session:
        now = world.clock()
        act = Act(ids.new(), "", "", now, now)
        one = {"id": ids.new(), "name": "西街站", "organ_id": "", "public_key": "k" * 43}
        left = {"enrolled_at": now, "revoked_at": None, "revoked_by": "", "revoked_why": ""}
        session.add(Station(**one, **left))
        session.add(
            DoorToken(token_sha256="t" * 64, sign_in_id=at.sign_in, station_id="", made_at=now)
        )
        ledger.seal(session, act, "test.station")


def petition(world: World) -> None:
    """A petition of a visit that holds a row in every table of its feature."""
    paper = world.store("guan1").keep(b"a paper that was left")
    with world.database.write() as session:
        now = world.clock()
        act = Act(ids.new(), "", "", now, now)
        place = organs.place(session, world.id_of("an1"), now)
        organ = organs.require(session, place.organ_id)
        row = intake.taken(session, act, now, place, organ, petitioning.a_visit(now, paper))
        identities.keep(session, row, petitioning.WHO)
        who, day = world.id_of("cha1"), clock.day(now)
        of: dict[str, Any] = {"petition_id": row.id}
        session.add_all(
            (
                models.Link(id=ids.new(), **of, **petitioning.LINK, linked_at=now, ended_at=None),
                models.Feedback(id=ids.new(), **of, **petitioning.FEEDBACK, at=now),
                models.Exclusion(account_id=who, reason="亲属", **of),
                models.Effect(id=ids.new(), **of, **petitioning.EFFECT, noted_at=now),
                models.Order(id=ids.new(), **of, **petitioning.ORDER, due_on=day, issued_at=now),
                models.IdentityRequest(id=ids.new(), **of, **petitioning.REQUEST, asked_at=now),
                models.SealedPass(
                    id=ids.new(),
                    organ_id=organ.id,
                    target_id=organ.id,
                    received_on=day,
                    due_on=day,
                    **petitioning.SEALED,
                ),
            )
        )
        saving.notice(session, now, row, "transferred", organ.id, "AG")
        ledger.seal(session, act, "test.petition")


def lead(world: World) -> None:
    """A lead that holds a row in every table of its feature."""
    with world.database.write() as session:
        now = world.clock()
        act = Act(ids.new(), "", "", now, now)
        organ = organs.place(session, world.id_of("an1"), now).organ_id
        told: dict[str, Any] = dict.fromkeys(
            ("line", "office", "source", "source_ref", "found_by", "summary", "importance",
             "urgency", "instruction", "extra", "prior", "target", "words"), "AG")  # fmt: skip
        row = Lead(
            id=ids.new(), number="S120000AG-2026-00001-G", organ_id=organ, status="", seq=0,
            round=1, secrecy=0, received_at=now, registered_by=world.id_of("an1"),
            registered_at=now, review_on=clock.day(now), merged_into="", **told,
        )  # fmt: skip
        lead_steps.save(session, act, row, LeadEvent.REGISTER_LEAD, LeadStatus.REGISTERED)
        session.expire_all()
        stay = belongings.open_stay(session, row.id)
        assert stay is not None
        stay.until = now
        session.flush()
        accounts = (world.id_of("cha1"), world.id_of("cha2"))
        leading.one_of_each(session, row, accounts, world.case("案甲"))
        ledger.seal(session, act, "test.lead")


def govern(world: World) -> None:
    """An organ with somebody in it, a year of the calendar, a deadline that runs."""
    organ = world.do(
        "xi1", organs.add, organ=NewOrgan("", "committee", 1, "SHI", "120000", "某市纪委监委")
    )
    posted = {"account_id": world.id_of("an1"), "organ_id": organ.id, "office": "AG"}
    world.do("bao1", organs.post, **posted)
    rest = (CalendarChange(date(2027, 1, 1), works=False),)
    world.do("bao1", limits.load_calendar, "xi1", year=2027, changes=rest, basis="国办通知")
    with world.database.write() as session:
        now = world.clock()
        act = Act(ids.new(), "", "", now, now)
        limits.start(session, act, "petition", ids.new(), "T-P1", clock.day(now))
        ledger.seal(session, act, "test.start")


def reported(world: World) -> None:
    """A report over the web, opened by nobody yet."""
    root = world.ask("xi1", organs.tree)[0]
    key, _file = keys.make("市", "a passphrase of the organ")
    world.do("bao1", reporting.add_key, organ_id=root.id, public=key.public.hex())
    filing.file(
        world.store("guan1"),
        world.clock(),
        organ_id=root.id,
        channel="网",
        box=receipts.box(receipts.draw(), bytes(32)),
        letter=Letter("某人收受礼金", unit="某局"),
    )


def give(world: World) -> None:
    """Roles, teams, deputies and limits, given and ended by those who may."""
    day = world.clock.at
    for login, deputy in (("shen1", "shen2"), ("shen2", "shen3")):
        given: dict[str, Any] = {
            "deputy": world.id_of(deputy),
            "since": day,
            "until": day + timedelta(days=9),
        }
        made = world.do(login, requests.delegate, **given)
    world.do("shen2", requests.end_delegation, delegation_id=made.id)
    keeps_away = {"case_id": world.case("案甲"), "account_id": world.id_of("guan2")}
    world.do("shen1", cases.set_member, **keeps_away, duty="recused")
    limit = {"name": "loan_max_days", "value": "10", "basis": "本单位规定"}
    world.do("bao1", deadlines.set_rule, "xi1", **limit)
    (mine,) = world.ask("bao1", identity.appointments, account_id=world.id_of("guan2"))
    world.do("bao1", identity.end_appointment, appointment_id=mine.id)
