"""A small city on top of the storeroom's world: organs of four levels, and one person for each duty of casework."""

from dataclasses import dataclass
from datetime import timedelta

from app import bootstrap
from app.identity import service as identity
from app.identity.types import NewPerson
from app.organs import service as organs
from app.organs.types import NewOrgan
from db.organs import queries
from tests.support import world as worlds
from tests.support.world import FIRST_PASSWORD, PASSWORD, START, World

#: code → (parent, kind, level, region, name)
ORGANS = {
    "SHI": ("", "committee", 1, "120000", "某市纪委监委"),
    "ZU1": ("SHI", "group", 1, "120000", "驻市某局纪检监察组"),
    "QU1": ("SHI", "committee", 2, "120101", "甲区纪委监委"),
    "QU2": ("SHI", "committee", 2, "120102", "乙区纪委监委"),
    "JIE1": ("QU1", "committee", 3, "120101001", "甲区东街纪工委"),
    "JIE2": ("QU2", "committee", 3, "120102001", "乙区西街纪工委"),
    "CUN1": ("JIE1", "station", 4, "120101001201", "东街一村联络站"),
    "CUN2": ("JIE2", "station", 4, "120102001201", "西街二村联络站"),
    "DAN1": ("QU1", "unit", 2, "120101", "甲区某局"),
    "DAN2": ("DAN1", "unit", 3, "120101", "甲区某局某所"),
}
#: login → (name, role, organ, office)
STAFF = {
    "xf1": ("信一", "petition_clerk", "SHI", "XF"),
    "xf2": ("信二", "petition_clerk", "SHI", "XF"),
    "xfz": ("信长", "petition_head", "SHI", "XF"),
    "ag1": ("线一", "lead_clerk", "SHI", "AG"),
    "ag2": ("线二", "lead_clerk", "SHI", "AG"),
    "du1": ("督一", "oversight", "SHI", "AG"),
    "jc1": ("检一", "handler", "SHI", "JC"),
    "jc2": ("检二", "handler", "SHI", "JC"),
    "jc3": ("检三", "handler", "SHI", "JC"),
    "jck": ("检签", "office_clerk", "SHI", "JC"),
    "jcz": ("检长", "head", "SHI", "JC"),
    "fen1": ("分一", "leader", "SHI", "LD"),
    "zhu1": ("主一", "chief", "SHI", "LD"),
    "dang1": ("党一", "committee", "SHI", "LD"),
    "bao2": ("保密", "identity_custodian", "SHI", "AUD"),
    "qxf1": ("区信", "petition_clerk", "QU1", "XF"),
    "qxfz": ("区信长", "petition_head", "QU1", "XF"),
    "qag1": ("区线", "lead_clerk", "QU1", "AG"),
    "qjc1": ("区检一", "handler", "QU1", "JC"),
    "qjc2": ("区检二", "handler", "QU1", "JC"),
    "qjck": ("区检签", "office_clerk", "QU1", "JC"),
    "qjcz": ("区检长", "head", "QU1", "JC"),
    "qfen1": ("区分", "leader", "QU1", "LD"),
    "qzhu1": ("区主", "chief", "QU1", "LD"),
    "qdang1": ("区党", "committee", "QU1", "LD"),
    "exf1": ("乙信", "petition_clerk", "QU2", "XF"),
    "ejc1": ("乙检", "handler", "QU2", "JC"),
    "jxf1": ("街信", "petition_desk", "JIE1", "XF"),
    "cxf1": ("村信", "petition_desk", "CUN1", "XF"),
}


@dataclass
class City(World):
    """The world, and over it the city."""

    def organ(self, code: str) -> str:
        """An organ's id by its code."""
        with self.database.read() as session:
            found = queries.by_code(session, code)
            assert found is not None
            return found.id


def found(url: str) -> None:
    """Lay the world, then the organs with their people."""
    worlds.found(url)
    clock = worlds.Clock(START - timedelta(days=1))
    store = bootstrap.open_store(url, station="站-0", time_of=clock)
    store.sign_in("xi1", PASSWORD)
    laid: dict[str, str] = {"": ""}
    for code, (parent, kind, level, region, name) in ORGANS.items():
        organ = NewOrgan(laid[parent], kind, level, code, region, name)
        laid[code] = store.run(organs.add, organ=organ).id
    known = {
        login: store.run(identity.create_account, person=NewPerson(login, name, FIRST_PASSWORD)).id
        for login, (name, *_) in STAFF.items()
    }
    for login in STAFF:
        store.sign_in(login, FIRST_PASSWORD)
        store.run(identity.change_password, old=FIRST_PASSWORD, new=PASSWORD)
        store.sign_out()
    store.sign_in("bao1", PASSWORD)
    for login, (_, role, organ_code, office) in STAFF.items():
        store.run(identity.appoint, account_id=known[login], role=role)
        store.run(organs.post, account_id=known[login], organ_id=laid[organ_code], office=office)
    store.sign_out()
    worlds.sign_in_all(store, ("xi1", "bao1", *STAFF))
    store.close()
