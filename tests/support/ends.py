"""Builders for endings: an approved disposal, and every way out in one call."""

from typing import Any, Final

from app.custody import endings, labelling, views
from app.requests import service as requests
from app.requests.types import RequestView, Terms
from tests.support.world import World

DECISION = "甲纪处〔2026〕9号"


#: Whom a decision names when a test does not care.
RECEIVERS: Final = {"return": "刘某", "transfer": "市检察院"}


def approved(
    world: World,
    item_ids: tuple[str, ...],
    way: str,
    *,
    basis: str = DECISION,
    receiver: str = "",
    decision: str = "",
    case: str = "案甲",
) -> str:
    """A disposal of these things, asked for by a handler and agreed to by everybody who must; its id."""
    by, head = ("cha1", "shen1") if case == "案甲" else ("cha3", "shen3")
    terms = Terms(
        way=way,
        basis=basis,
        receiver=receiver or RECEIVERS.get(way, ""),
        facts={"decision": decision} if decision else {},
    )
    row = world.do(
        by, requests.submit, kind="DISPOSAL", item_ids=item_ids, reason="案件已办结", terms=terms
    )
    for login in (head, "shen2"):
        world.do(login, requests.approve, request_id=row.id, version=row.version, opinion="同意")
    view: RequestView = world.ask(by, requests.view, request_id=row.id)
    assert view.row.status == "APPROVED"
    return str(row.id)


def lifted(world: World, *item_ids: str, by: str = "cha1", head: str = "shen1") -> Any:
    """The measure on these things ended by its notice, which the head signs."""
    return world.do(by, endings.lift, head, item_ids=item_ids, notice_no="解扣〔2026〕3号")


def free(world: World, item_id: str) -> None:
    """A thing that no measure binds any more."""
    row = world.ask("guan1", views.card, item_id=item_id).row
    if row.legal not in ("LIFTED", "CLOSED"):
        by, head = ("cha1", "shen1") if row.case_alias == "案甲" else ("cha3", "shen3")
        lifted(world, item_id, by=by, head=head)


def returned(world: World, item_id: str, **more: Any) -> Any:
    """A thing given back to its owner, after its measure was lifted."""
    if not more.pop("still_seized", False):
        free(world, item_id)
    given: dict[str, Any] = {
        "request_id": more.pop("request_id", "") or approved(world, (item_id,), "return"),
        "item_id": item_id,
        "receiver": "刘某",
        "id_document": "110101199001011234",
        "relation": "owner",
        "photos": world.shots("handover"),
    }
    return world.do("guan1", endings.return_to_owner, "cha1", **{**given, **more})


def transferred(world: World, item_id: str, *, receipt_no: str = "回1") -> None:
    """A thing of known value handed to the procuratorate, which signed for it."""
    request = approved(world, (item_id,), "transfer", receiver="市检察院")
    things: dict[str, Any] = {"item_ids": (item_id,)}
    world.do("guan1", endings.transfer, "cha1", request_id=request, receiver="市检察院", **things)
    scan = world.store("guan1").keep(b"receipt")
    things |= {"receipt_no": receipt_no, "receipt_scan": scan}
    world.do("guan1", endings.sign_transfer, **things)


def destruction(world: World, item_id: str, **more: Any) -> dict[str, Any]:
    """What it takes to destroy a thing, but for who signs."""
    return {
        "request_id": approved(world, (item_id,), "destroy"),
        "item_ids": (item_id,),
        "method": "粉碎",
        "place": "市环保处理站",
        "photos": world.shots("handover"),
        "scanned": (world.ask("guan1", labelling.label, item_id=item_id).payload,),
        **more,
    }
