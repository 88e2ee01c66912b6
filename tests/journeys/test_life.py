"""The whole life of one watch, from its first line on a list to its owner's hands, through the real window."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import zxingcpp

from app.custody import labelling, views
from app.locations import service as locations
from db.ledger import queries as trail
from tests.journeys.stage import Outcome, Stage, verified
from tests.journeys.test_loan import hands_over, takes_back
from tests.support import tcp_printer
from tests.support.waiting import until
from tests.support.zpl_reader import read_zpl

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps

SEAL = "880000001"
DECISION = "甲纪处〔2026〕9号"


def lives(player: "Player") -> "Steps":
    """Everybody whose hands it goes through, one after another at this window."""
    yield from is_registered(player)
    yield from is_received(player)
    yield from is_found(player)
    yield from is_asked_for(player, "CHECK_OUT")
    yield from is_agreed_to(player, "shen1")
    yield from is_agreed_to(player, "shen2")
    yield from goes_out(player)
    yield from is_asked_for(player, "DISPOSAL")
    yield from is_agreed_to(player, "shen1")
    yield from is_agreed_to(player, "shen2")
    yield from goes_home(player)
    yield from its_case_is_settled(player)


def is_registered(player: "Player") -> "Steps":
    """查一 writes its card and declares it with 查二."""
    yield from player.sign_in("cha1")
    player.press("ctrl+2")
    yield lambda: player.here().page == "intake" and player.calm()
    yield lambda: player.sees("register.name")
    yield from player.choose("register.category", "watch")
    yield lambda: player.sees("register.details.brand")
    yield from player.write("register.list_no", "清单88")
    yield from player.write("register.notice_no", "通知88")
    yield from player.write("register.measured_at", player.given["measured_at"])
    yield from player.write("register.owner", "刘某")
    yield from player.write("register.name", "手表（疑似金质）")
    yield from player.write("register.list_row", "1")
    yield from player.write("register.quantity", "1")
    yield from player.choose("register.unit", "块")
    yield from player.write("register.details.brand", "欧米茄")
    yield from player.write("register.details.case_no", "OM-88123-77")
    player.picture("registering")
    player.press("ctrl+Return")
    yield lambda: player.tone() == "done" and player.calm()
    tabs = player.find("register.tabs")
    yield from player.click_tab(tabs.tabBar(), 2)
    yield lambda: player.sees("declare.list") and player.calm()
    yield from player.write("declare.listed", "1")
    yield from player.write("declare.witness", "见证人甲")
    assert player.find("declare.list_no").text() == "清单88"
    yield from player.click("declare.do")
    yield from player.second("cha2")
    yield lambda: player.tone() == "done" and player.calm()
    player.picture("declared")


def is_received(player: "Player") -> "Steps":
    """管一 receives it with 管二; its label comes out of the printer."""
    yield from player.sign_in("guan1")
    player.press("ctrl+2")
    yield lambda: player.here().page == "intake"
    side = player.page.receiving
    yield lambda: side.counter.thing is not None and player.calm()
    yield from player.photograph(side.tray, 4)
    yield from player.write("intake.quantity", "1")
    player.scan(SEAL)
    yield lambda: player.find("intake.seal").text() == SEAL
    yield from player.photograph(side.tray)
    player.scan(player.given["place"])
    yield lambda: player.find("intake.commit").isEnabled()
    player.press("Return")
    yield from player.second("guan2")
    yield lambda: side.pending.balance() == (1, 1, 0) and player.calm()
    player.tell("received")
    yield lambda: player.hears("label")


def is_found(player: "Player") -> "Steps":
    """Two characters of its name find it."""
    player.press("F2")
    yield player.window.inside.frame.top.field.hasFocus  # type: ignore[union-attr]
    player.put("手表")
    yield lambda: player.window.inside.frame.top.field.hits_shown() == 1  # type: ignore[union-attr]
    player.press("Return")
    yield lambda: player.here().page == "item" and player.sees("card.number") and player.calm()
    player.told["id"] = player.here().target
    player.told["number"] = player.find("card.number").text()
    player.picture("found")


def is_asked_for(player: "Player", kind: str) -> "Steps":
    """查一 asks on its card."""
    yield from player.sign_in("cha1")
    yield from player.go("item", player.told["id"])
    yield from player.click(f"card.action.{kind}")
    yield lambda: player.here().page == "request" and player.calm()
    yield lambda: len(player.page.chosen.things()) == 1 and player.calm()
    if kind == "DISPOSAL":
        yield from player.choose("request.way", "return")
        yield lambda: player.sees("request.receiver")
        yield from player.write("request.basis", DECISION)
        yield from player.write("request.receiver", "刘某")
        yield from player.write("request.relation", "本人")
        yield from player.write("request.decision", "处〔2026〕3号")
    else:
        yield from player.write("request.place", "第二谈话室")
        carrier = player.find("request.carrier2")
        other = next(i for i in range(carrier.count()) if carrier.itemText(i) == "查二")
        yield from player.choose("request.carrier2", carrier.itemData(other))
    yield from player.write("request.reason", "讯问时辨认" if kind == "CHECK_OUT" else "案件办结")
    player.picture(f"asked-{kind}")
    player.press("ctrl+s")
    yield lambda: player.tone() == "done" and player.calm()
    view = player.page.detail.view()
    yield lambda: player.page.detail.view() is not None
    view = player.page.detail.view()
    player.told["request"], player.told["request_number"] = view.row.id, view.row.number


def is_agreed_to(player: "Player", who: str) -> "Steps":
    """The approver reads it and agrees."""
    yield from player.sign_in(who)
    yield from player.go("approvals", player.told["request"])
    yield lambda: player.sees("request.approve") and player.calm()
    yield from player.write("request.opinion", "同意")
    player.picture(f"agreed-{who}")
    player.press("ctrl+Return")
    yield lambda: player.tone() == "done" and player.calm()


def goes_out(player: "Player") -> "Steps":
    """Handed over, taken back, compared."""
    yield from player.sign_in("guan1")
    yield from player.go("hand_over", player.told["request"])
    thing: dict[str, Any] = {
        "id": player.told["id"],
        "number": player.told["number"],
        "label": (player.folder / "label").read_text("ascii"),
        "seal": SEAL,
        "place": player.given["place"],
        "grams": "",
        "beside": "guan2",
    }
    yield from hands_over(player, thing)
    yield from takes_back(player, thing)


def goes_home(player: "Player") -> "Steps":
    """Given back to its owner, on paper and in the books."""
    yield from player.sign_in("guan1")
    yield from player.go("item", player.told["id"])
    yield from player.click("card.action.RETURN_TO_OWNER")
    yield player.page.deed.isVisible
    deed = player.page.deed
    assert deed.form.field("receiver").value() == "刘某", "as the decision names him"
    editor = deed.form.field("id_document").editor
    editor.setFocus()
    yield editor.hasFocus
    player.put("110101199001011234")
    deed.form.field("relation").editor.set_value("owner")
    yield from player.photograph(deed.tray)
    player.picture("goes-home")
    yield from player.click("card.deed.do")
    box = player.box
    yield lambda: box() is not None and box().isActiveWindow()
    yield from player.click_on(box().buttons()[0])
    yield from player.second("cha1")
    yield lambda: not player.page.deed.isVisible() and player.calm()


def its_case_is_settled(player: "Player") -> "Steps":
    """审一 settles with 案一; 案一 opens it again with 审二; the card still tells everything."""
    case = player.given["case"]
    yield from player.sign_in("shen1")
    yield from player.go("case", case, "settlement")
    yield from player.click("case.settle")
    yield lambda: player.sees("settle.decision_no")
    yield from player.write("settle.decision_no", DECISION)
    player.press("ctrl+s")
    yield from player.second("an1")
    yield lambda: player.tone() == "done" and player.calm()
    yield from player.sign_in("an1")
    yield from player.go("case", case, "settlement")
    yield from player.click("case.reopen")
    yield lambda: player.sees("settle.reason")
    yield from player.write("settle.reason", "发现新的涉案财物")
    player.press("ctrl+s")
    yield from player.second("shen2")
    yield lambda: player.tone() == "done" and player.calm()
    yield from player.go("item", player.told["id"])
    yield lambda: len(player.page._timeline.moments()) > 8
    player.told["history"] = [moment.title for moment in player.page._timeline.moments()]
    player.picture("history")


def test_one_watch_lives_its_whole_life_through_the_window(stage: Stage) -> None:
    def once() -> Outcome:
        with stage.room() as world, tcp_printer.listening() as printer:
            places = {p.code: p.payload for p in world.ask("an1", locations.tree)}
            world.close()
            window = stage.open(
                lives,
                world,
                case=world.case("案甲"),
                place=places["G-01"],
                measured_at=f"{datetime.now().astimezone() - timedelta(hours=20):%Y-%m-%d %H:%M}",
                printer={
                    "language": "zpl",
                    "way": "tcp",
                    "address": f"127.0.0.1:{printer.port}",
                    "tells": False,
                },
            )
            window.wait_for("received")
            until(lambda: printer.jobs)
            codes = {code.text for code in zxingcpp.read_barcodes(read_zpl(printer.jobs[0]))}
            (payload,) = {code for code in codes if len(code) == 16}
            (window.folder / "label").write_text(payload, "ascii")
            outcome = window.ended()
            told = outcome.told
            card = world.ask("an1", views.card, item_id=told["id"])
            assert card.row.custody == "T_RETURNED"
            assert card.details == {"brand": "欧米茄", "case_no": "OM-88123-77"}
            assert world.ask("ku1", labelling.owed_labels) == ()
            with world.database.read() as session:
                kinds = [e.kind for e in trail.of_object(session, "item", told["id"])]
                of_case = [e.kind for e in trail.of_object(session, "case", world.case("案甲"))]
            life = [
                "DECLARE",
                "RECEIVE",
                "HAND_OVER",
                "TAKE_BACK",
                "ACCEPT_BACK",
                "RETURN_TO_OWNER",
            ]
            assert [kind for kind in kinds if kind in life] == life
            assert of_case[-2:] == ["SETTLE", "REOPEN"]
            assert any("返还" in deed for deed in told["history"]), told["history"]
            assert world.refusals() == []
            assert verified(world)
            return outcome

    stage.calm(once)
