"""The command line's contract: what scripts rely on to the letter (architecture §5)."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app import clock, registry
from app.cli import door
from tests.app.cli.conftest import PASSWORD, Said, anku
from tests.app.forms import reading
from tests.support import printed

WHO = ("--as", "custodian1", "--json")


@pytest.mark.parametrize("command", list(door.COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    told = anku(command, "--help")

    assert told.code == 0
    assert "--json" in told.out


def test_an_unknown_command_is_misuse() -> None:
    told = anku("conjure")

    assert told.code == 2
    assert told.out == ""
    assert "conjure" in told.err


def test_a_password_must_come_from_somewhere(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANKU_PASSWORD")

    assert anku("search", "手表", "--db", url, "--as", "custodian1").code == 2
    assert anku("search", "手表", "--db", url).code == 2


def test_a_wrong_password_is_refused_in_words(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANKU_PASSWORD", "wrong-password-1")

    zh = anku("balance", "--db", url, "--as", "door1", "--json")
    en = anku("balance", "--db", url, "--as", "door1", "--json", "--lang", "en")

    assert (zh.code, en.code) == (1, 1)
    assert zh.json["refused"] == en.json["refused"] == "R43"
    assert zh.json["why"] == "账号或密码不正确。"
    assert en.json["why"] == "The login or the password is wrong."


def test_no_store_is_misuse_for_verify_and_a_refusal_for_the_rest(tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path}/nowhere.db"

    assert anku("verify", "--db", nowhere, "--json").code == 2
    assert anku("search", "x", "--db", nowhere, *WHO).json["refused"] == "R56"
    assert not (tmp_path / "nowhere.db").exists()


def test_a_file_that_is_no_store_is_broken(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"no books at all" * 1000)

    assert anku("verify", "--db", f"sqlite:///{tmp_path}/garbage.db", "--json").code == 3


def test_search_answers_with_the_five_fields(url: str) -> None:
    hits = anku("search", "手表", "--db", url, *WHO).json

    assert hits
    assert all(set(hit) == {"number", "name", "case", "state", "place"} for hit in hits)
    assert all("手表" in hit["name"] for hit in hits)


def test_search_takes_what_looks_like_operators_literally(url: str) -> None:
    for text in ("手表 OR 现金", '"手表', "手*", "手表 NOT x", "%", "NEAR("):
        assert anku("search", text, "--db", url, *WHO).code == 0


def test_a_card_comes_with_its_events(url: str) -> None:
    number = anku("search", "手表", "--db", url, *WHO).json[0]["number"]

    card = anku("item", number, "--db", url, *WHO).json

    assert card["number"] == number
    assert {"REGISTER", "DECLARE"} <= {event["kind"] for event in card["events"]}
    assert {"E02", "E03"} <= {event["code"] for event in card["events"]}


def test_a_held_card_says_since_when_why_and_what_releases_it(url: str) -> None:
    number = _on_a_shelf(url)
    item = anku("item", number, "--db", url, *WHO).json
    assert item["hold"] is None
    args = {"item_id": item["row"]["id"], "kind": "seal", "text": "封条边缘翘起"}
    done = anku("do", "custody.report", "--args", json.dumps(args), "--db", url, *WHO)
    assert done.code == 0, done.err

    hold = anku("item", number, "--db", url, *WHO).json["hold"]
    lines = anku("item", number, "--db", url, "--as", "custodian1").out.splitlines()

    assert (hold["state"], hold["event"]) == ("HOLD", "REPORT")
    assert hold["why"] == [{"kind": "difference.seal", "text": "封条边缘翘起"}]
    assert [each["event"] for each in hold["released_by"]] == ["RESOLVE"]
    assert hold["released_by"][0]["starts"] == ["store_head"]
    assert "封条异常 封条边缘翘起" in lines[1]
    assert lines[2].startswith("解除办法：处理异常")
    assert f"{lines[1]} {lines[2]}" == hold["said"]


def test_the_balance_of_every_case_holds(url: str) -> None:
    told = anku("balance", "--db", url, *WHO).json

    assert len(told) == 3
    assert all(balance["holds"] for balance in told)
    assert anku("balance", told[0]["case"], "--db", url, *WHO).json == told[0]


def test_a_ledger_is_printed(demo: tuple[str, Any], tmp_path: Path) -> None:
    url, told = demo
    file = tmp_path / "台账.pdf"

    ledger = anku("ledger", told["cases"][0], "--pdf", str(file), "--db", url, *WHO).json

    assert file.read_bytes()[:5] == b"%PDF-"
    assert ledger["case"]["number"] == told["cases"][0]
    assert len(ledger["items"]) == ledger["case"]["items"]


@pytest.mark.parametrize(
    ("form", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF-"), ("zpl", b"^XA")]
)
def test_a_label_is_written_without_being_counted_as_printed(
    url: str, tmp_path: Path, form: str, begins: bytes
) -> None:
    number = _on_a_shelf(url)
    file = tmp_path / f"label.{form}"

    told = anku("label", number, "--format", form, "-o", str(file), "--db", url, *WHO)

    assert told.code == 0, told.err
    assert file.read_bytes().startswith(begins)


@pytest.mark.parametrize("language", printed.READERS)
@pytest.mark.parametrize("size", ["60x40", "60x12"])
def test_a_label_in_a_printers_language_prints_the_picture(
    url: str, tmp_path: Path, language: str, size: str
) -> None:
    number, picture, job = _on_a_shelf(url), tmp_path / "label.png", tmp_path / "label.bin"
    for form, file in (("png", picture), (language, job)):
        anku("label", number, "--format", form, "--size", size, "-o", str(file), "--db", url, *WHO)
    with Image.open(picture) as drawn:
        out = printed.label_of(language, job.read_bytes(), drawn.width)
        assert out.tobytes() == drawn.convert("1").tobytes()


def test_a_label_file_decodes_to_its_payload(url: str, tmp_path: Path) -> None:
    file = tmp_path / "label.png"
    anku("label", _on_a_shelf(url), "-o", str(file), "--db", url, *WHO)

    (read,) = anku("decode", str(file), "--json").json

    assert {code["format"] for code in read["codes"]} == {"DataMatrix", "Code128"}
    assert len({code["text"] for code in read["codes"]}) == 1


def test_decode_tells_what_is_no_picture_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")

    told = anku("decode", str(tmp_path / "text.png"), str(tmp_path / "gone.png"), "--json")

    assert told.code == 0
    assert [bool(found.get("error")) for found in told.json] == [True, True]
    assert [found["codes"] for found in told.json] == [[], []]


def _on_a_shelf(url: str) -> str:
    args = json.dumps({"states": ["IN"], "limit": 1})
    rows = anku("query", "custody.rows", "--args", args, "--db", url, *WHO).json
    return str(rows[0]["number"])


def test_forms_are_named_and_made(url: str, tmp_path: Path) -> None:
    forms = {form["id"]: form for form in anku("forms", "--json").json}
    file = tmp_path / "card.pdf"

    # F8, as the house calls it
    told = anku("form", "F8", _on_a_shelf(url), "-o", str(file), "--db", url, *WHO)

    assert set(forms["card"]) >= {"id", "name", "acts"}
    assert told.code == 0, told.err
    assert file.read_bytes()[:5] == b"%PDF-"


def test_every_form_is_listed_and_one_whose_act_is_not_built_is_drawn_from_a_file(
    tmp_path: Path,
) -> None:
    from app import registry
    from app.forms import layout
    from tests.support import sheets

    forms = {form["id"]: form for form in anku("forms", "--json").json}
    assert {f"F{n}" for n in range(1, 27)} - {"F8", "F9"} | {"ledger", "card", "booklet"} == set(
        forms
    )
    assert forms["F11"]["name"] == "出库单"
    said, file = tmp_path / "visits.json", tmp_path / "visits.pdf"
    value = registry.plain(sheets.value(layout.get("F26"), 3))
    said.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    told = anku("form", "F26", "--value", str(said), "-o", str(file))
    assert told.code == 0, told.err
    text = "".join(reading.leaves(file.read_bytes()))
    assert "出入库房登记" in text
    assert "预览（未编号，不作凭证）" in text
    assert anku("form", "F99", "-o", str(file)).code == 2


def test_a_sheet_is_printed_once_and_again_with_a_reason(url: str, tmp_path: Path) -> None:
    number, file = _on_a_shelf(url), tmp_path / "intake.pdf"
    more = ("-o", str(file), "--db", url, *WHO)

    first = anku("form", "F6", number, "--copies", *more)
    assert first.code == 0, first.err
    assert first.json["number"].startswith("RK-")
    again = anku("form", "F6", number, *more)
    assert (again.code, again.json["refused"]) == (1, "R16")
    copy = anku("form", "F6", number, "--reason", "遗失", *more)
    assert (copy.json["number"], copy.json["repeat"]) == (first.json["number"], 2)
    assert anku("form", "F19", number, *more).json["refused"] == "R181"


def test_who_was_let_in_is_booked_and_the_month_printed(url: str, tmp_path: Path) -> None:
    visit = {"room": "K1", "name": "来访甲", "unit": "价格认定中心", "reason": "查看手表"}
    came = anku("do", "custody.let_in", "--args", json.dumps(visit), "--db", url, *WHO)
    assert came.code == 0, came.err
    file = tmp_path / "book.pdf"
    month = f"{clock.local(clock.now()):%Y-%m}"
    printed = anku("form", "F26", month, "-o", str(file), "--db", url, *WHO)
    assert printed.code == 0, printed.err
    assert "来访甲" in "".join(reading.leaves(file.read_bytes()))
    assert anku("form", "F26", "2026", "-o", str(file), "--db", url, *WHO).code == 1


def test_every_verb_and_query_is_listed() -> None:
    verbs, queries = (anku(command, "--list", "--json").json for command in ("do", "query"))

    assert {verb["name"] for verb in verbs} == set(registry.verbs)
    assert {query["name"] for query in queries} == set(registry.queries)
    assert all(verb["about"] for verb in verbs)


def test_a_verb_is_done_once_under_its_key(url: str) -> None:
    place = {"place": {"code": "T-77", "name": "试验架", "kind": "shelf"}}
    given = ("do", "locations.add", "--args", json.dumps(place), "--act", "key-77", "--db", url)

    first, again = anku(*given, *WHO), anku(*given, *WHO)

    assert first.json["code"] == "T-77"
    assert again.json["id"] == first.json["id"]


def test_a_sign_that_nobody_sees_is_refused_here_too(url: str) -> None:
    place = json.dumps({"place": {"code": "T-79", "name": "试\u200b验架", "kind": "shelf"}})

    told = anku("do", "locations.add", "--args", place, "--db", url, *WHO)

    assert (told.code, told.json["refused"]) == (1, "R16")
    assert told.json["why"] == "“库位名称”中第 2 个字符（U+200B）是看不见的控制字符。"


def test_a_verb_with_wrong_arguments_is_misuse(url: str) -> None:
    for args in ("[]", "{", '{"nonsense": 1}', "{}"):
        told = anku("do", "locations.add", "--args", args, "--db", url, *WHO)
        assert told.code == 2, args


def test_a_verb_that_one_may_not_do_is_refused(url: str) -> None:
    args = json.dumps({"place": {"code": "T-78", "name": "架", "kind": "shelf"}})

    told = anku("do", "locations.add", "--args", args, "--db", url, "--as", "auditor1", "--json")

    assert (told.code, told.json["refused"]) == (1, "R38")


def test_the_second_person_signs_with_his_own_password(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = json.dumps({"name": "goods_days", "value": "29", "basis": "试行"})
    given = ("do", "deadlines.set_rule", "--args", args, "--db", url, "--as", "secadmin", "--json")

    alone = anku(*given)
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", PASSWORD)
    both = anku(*given, "--second", "auditor1")

    assert (alone.code, alone.json["refused"]) == (1, "R41")
    assert (both.code, both.json["value"]) == (0, "29")


def test_a_backup_is_restored_elsewhere_and_verifies(url: str, tmp_path: Path) -> None:
    file, other = tmp_path / "kept.anku", f"sqlite:///{tmp_path}/other.db"

    refused = anku("backup", str(file), "--db", url, *WHO)
    made = anku("backup", str(file), "--db", url, "--as", "sysadmin", "--json")
    back = anku("restore", str(file), "--db", other, "--json")

    assert (refused.code, refused.json["refused"]) == (1, "R38")
    assert (made.code, back.code) == (0, 0), back.err
    assert anku("verify", "--db", other, "--json").json["ok"]
    assert back.json["aside"] == ""
    assert "改名" not in back.err

    over = anku("restore", str(file), "--db", other)
    aside = next(tmp_path.glob("other.db.before-restore-*"))
    assert over.err.splitlines()[-1] == (
        f"原来的库没有删除，改名放在同一文件夹：{aside}（照片仍在原来的 .blobs 文件夹中）。"
    )
    again = anku("restore", str(file), "--db", other, "--lang", "en")
    assert "was not deleted; it lies beside as" in again.err


def test_an_empty_store_is_laid_with_two_administrators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = f"sqlite:///{tmp_path}/new.db"
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", PASSWORD)
    shared = anku("init", "--db", empty, "--json")
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", "short")
    weak = anku("init", "--db", empty, "--json", "--lang", "en")
    none = anku("verify", "--db", empty).code
    left = list(tmp_path.iterdir())
    monkeypatch.setenv("ANKU_SECOND_PASSWORD", PASSWORD + "2")

    laid = anku("init", "--db", empty, "--json")
    again = anku("init", "--db", empty, "--json")

    assert (shared.json["refused"], weak.json["refused"], none) == ("R183", "R46", 2)
    assert left == []
    assert weak.json["why"].startswith("The password of “secadmin” is too weak: too short")
    assert [account["roles"] for account in laid.json["accounts"]] == [["sysadmin"], ["secadmin"]]
    assert (again.code, again.json["refused"]) == (1, "R55")
    assert anku("verify", "--db", empty, "--json").json["ok"]


def test_the_doctor_names_a_state_and_a_cure(url: str) -> None:
    found = {each["name"]: each for each in anku("doctor", "--db", url, "--json").json}

    assert {"database", "disk", "clock", "fonts", "camera"} <= set(found)
    assert found["database"]["state"] == "ok"
    assert all(each["cure"] for each in found.values() if each["state"] != "ok")


def test_an_import_stores_nothing_until_every_row_is_valid(
    demo: tuple[str, Any], tmp_path: Path
) -> None:
    own = tmp_path / "own.db"
    shutil.copyfile(demo[0].removeprefix("sqlite:///"), own)
    url = f"sqlite:///{own}"
    template = tmp_path / "list.xlsx"
    assert anku("import", "--template", "-o", str(template), "--json").code == 0
    good, bad = _filled(template, tmp_path)
    number, login = _active(url)
    given = ("--case", number, "--db", url, "--as", login, "--json")

    refused = anku("import", str(bad), *given)
    stored = anku("import", str(good), *given)

    assert refused.code == 1
    assert refused.json["imported"] == 0
    assert {"row", "column", "why"} == set(refused.json["errors"][0])
    assert stored.json == {"imported": 2, "errors": []}


def _active(url: str) -> tuple[str, str]:
    """An open case, and one of its officers."""
    rows = anku("query", "cases.rows", "--args", '{"status": "ACTIVE"}', "--db", url, *WHO).json
    department = "一二三".index(rows[0]["department"][1])
    return rows[0]["number"], f"handler{department * 2 + 1}"


def _filled(template: Path, folder: Path) -> tuple[Path, Path]:
    from openpyxl import load_workbook

    made = []
    for name, quantity in (("good", 2), ("bad", -1)):
        book = load_workbook(template)
        sheet = book.worksheets[0]
        heads = {
            str(sheet.cell(row, column).value or "").strip("* "): column
            for row in (1, 2)
            for column in range(1, sheet.max_column + 1)
        }
        line = {
            "名称": "公文包", "类别": "其他", "数量": quantity, "单位": "件", "措施": "暂扣/扣押",
            "查扣时间": "2026-01-05 10:00", "清单编号": "导入清单", "特征描述": "棕色皮质，无明显破损，内空",
        }  # fmt: skip
        last = sheet.max_row
        for at in (1, 2):
            for head, value in line.items():
                sheet.cell(last + at, heads[head], value)
        book.save(folder / f"{name}.xlsx")
        made.append(folder / f"{name}.xlsx")
    return made[0], made[1]


def test_without_a_command_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    asked = []

    class Window:
        @staticmethod
        def main(url: str = "", *, self_test: bool = False) -> int:
            asked.append((url, self_test))
            return 0

    monkeypatch.setattr(importlib, "import_module", lambda name: Window)

    assert anku() == Said(0, "", "")
    assert anku("--db", "sqlite:///x.db").code == 0
    assert asked == [("", False), ("sqlite:///x.db", False)]


def test_a_wrongly_shaped_argument_is_told_by_name_and_kind_and_nothing_is_done(url: str) -> None:
    before = anku("query", "cases.count", "--db", url, *WHO).json
    case = {"alias": 7, "title": "乙", "kind": "lead", "filed_on": "昨天", "secrcy": 1}
    more = ("--args", json.dumps({"case": case}), "--db", url, "--as", "handler1")

    zh, en = (
        anku("do", "cases.open_case", *more),
        anku("do", "cases.open_case", *more, "--lang", "en"),
    )
    query = anku("query", "custody.rows", "--args", '{"limit": "viele"}', "--db", url, *WHO)

    assert (zh.code, en.code, query.code) == (2, 2, 2)
    assert zh.out + en.out + query.out == ""
    assert "cases.open_case 的参数不符合要求（用 --list 可查各项参数）：" in zh.err
    for line in (
        "case.alias：给的是 7，应为文字，写在引号内。",
        "case.department：没有给出；应为文字，写在引号内。",
        'case.filed_on：给的是 "昨天"，应为日期，如 "2026-05-14"。',
        "case.secrcy：没有这一项；可用的有：alias、",
    ):
        assert line in zh.err
    assert "case.alias: 7 was given; it should be a text in quotes." in en.err
    assert 'limit：给的是 "viele"，应为整数。' in query.err
    assert "Input should" not in zh.err + en.err + query.err
    assert anku("query", "cases.count", "--db", url, *WHO).json == before
