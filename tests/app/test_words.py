"""Whatever the program can say has its words in both languages, and every sentence gets its facts."""

import ast
import functools
import importlib
import json
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import app
from app import bootstrap, errors, paths, registry, states, words
from app.cases import rules as case_rules
from app.cases.service import DUTIES
from app.cases.types import CaseEvent, CaseStatus
from app.custody import types as custody
from app.custody.checks import MEASURES
from app.deadlines.rules import DEFAULTS
from app.devices import errors as device_errors
from app.identity.roles import Role
from app.leads import rules as lead_rules
from app.leads.types import LeadEvent, LeadStatus, Source, Stage, Way
from app.ledger import clocks
from app.locations.service import KINDS
from app.requests.types import RequestEvent, RequestKind, RequestStatus

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "resources" / "words"
PLACE = re.compile(r"\{(\w+)\}")


def leaves(kind: type[errors.Refusal]) -> Iterator[type[errors.Refusal]]:
    """Every class of the tree, branches too: any of them may be raised."""
    yield kind
    for below in kind.__subclasses__():
        yield from leaves(below)


@functools.cache
def trees() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(p.read_text("utf-8")) for p in sorted((ROOT / "app").rglob("*.py")))


def constants(pattern: str) -> set[str]:
    """Every literal text in `app` that is a key of this form."""
    found = re.compile(pattern)
    return {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and found.fullmatch(node.value)
    }


@functools.cache
def raised() -> dict[str, set[str]]:
    """refusal → the facts that any place gives it."""
    facts: dict[str, set[str]] = {}
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                name = node.func.id if isinstance(node.func, ast.Name) else name
                facts.setdefault(name, set()).update(k.arg or "**" for k in node.keywords)
    return facts


bootstrap.load_features()
for module in pkgutil.walk_packages(app.__path__, "app."):
    if module.name.endswith((".errors", ".types")):
        importlib.import_module(module.name)
REFUSALS = sorted({kind.__name__ for kind in leaves(errors.Refusal)})
assert device_errors.CameraLost.__name__ in REFUSALS
VALUES = [
    *(f"status.{each}" for kind in (states.Custody, CaseStatus, RequestStatus) for each in kind),
    *(f"event.{each}" for kind in (custody.Event, CaseEvent, RequestEvent) for each in kind),
    *(f"legal.{each}" for each in custody.Legal),
    *(f"seal_status.{each}" for each in custody.SealStatus),
    *(f"photo.{each}" for each in custody.PhotoKind),
    *(f"role.{each}" for each in Role),
    *(f"request_kind.{each}" for each in RequestKind),
    *(f"measure.{each}" for each in MEASURES),
    *(f"case_kind.{each}" for each in case_rules.KINDS),
    *(f"status.{each}" for each in LeadStatus),
    *(f"event.{each}" for each in LeadEvent),
    *(f"lead_source.{each}" for each in Source),
    *(f"lead_way.{each}" for each in Way),
    *(f"lead_stage.{each}" for each in Stage),
    *(f"lead_measure.{each}" for each in lead_rules.MEASURES),
    *(f"lead_paper.{each}" for each in lead_rules.PAPERS),
    *(f"lead_outcome.{each}" for each in (*lead_rules.AFTER_TALK, *lead_rules.AFTER_VERIFICATION)),
    *(f"plan.{part}" for parts in lead_rules.PLAN_PARTS.values() for part in parts),
    *(f"duty.{each}" for each in DUTIES),
    *(f"place.{each}" for each in KINDS),
    *(f"rule.{each}" for each in DEFAULTS),
    *(f"tier.{each}" for each in ("ordinary", "valuable", "special")),
]


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_says_what_is_wrong_and_what_to_do(name: str) -> None:
    told = json_of("refusal." + name)

    assert len(told) in (4, 5), f"refusal.{name}: zh what, en what, zh next, en next, basis"
    assert all(part.strip() for part in told[:4])
    assert re.search(r"[㐀-鿿]", told[0])
    assert not re.search(r"[㐀-鿿]", told[1] + told[3])
    assert told[0][-1] == told[2][-1] == "。"


def test_a_code_that_is_given_now_means_one_thing() -> None:
    """The older ones are written in people's notes and stay; code and log of a new one tell what it was."""
    borne: dict[str, set[str]] = defaultdict(set)
    for each in leaves(errors.Refusal):
        if "code" in vars(each) and int(each.code[1:]) > {"R": 164, "X": 14}[each.code[0]]:
            borne[each.code].add(each.__name__)
    assert {code: names for code, names in borne.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", REFUSALS)
def test_every_place_in_a_sentence_is_filled_by_whoever_refuses(name: str) -> None:
    given = raised().get(name)
    if given is None or "**" in given:
        return  # nobody raises it (a branch of the tree), or its facts come in a bundle
    wanted = {place for part in json_of("refusal." + name)[:4] for place in PLACE.findall(part)}

    assert wanted <= given


@pytest.mark.parametrize("key", VALUES)
def test_every_value_has_its_word(key: str) -> None:
    assert_said(key)


def test_every_verb_and_query_has_its_word() -> None:
    for name in (*registry.verbs, *registry.queries):
        assert_said(f"verb.{name}")


def test_every_key_written_in_the_code_has_its_word() -> None:
    families = (
        "item|case|person|location|declare|password|token|account|sign_in|document|place|photo|hint"
    )
    keys = constants(rf"({families})\.[a-z_]+") - constants(r"\w+\.(json|py|db|types|errors)")

    for key in keys - set(registry.verbs) - set(registry.queries):
        assert_said(key)


def test_every_kind_of_entry_has_its_word() -> None:
    written = {
        each.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("ledger.write", "_note_own")
        for each in node.args
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and re.fullmatch(r"[A-Z_]{3,}", each.value)
    }

    assert len(written) > 8
    for kind in written:
        assert_said(f"event.{kind}")


def test_no_key_stands_in_two_files() -> None:
    found = Counter(
        key for file in WORDS.glob("*.json") for key in json.loads(file.read_text("utf-8"))
    )

    assert [key for key, times in found.items() if times > 1] == []


def test_no_key_stands_twice_in_one_file() -> None:
    for file in WORDS.glob("*.json"):
        pairs = json.loads(file.read_text("utf-8"), object_pairs_hook=list)
        assert len(pairs) == len(dict(pairs)), file.name


def test_a_refusal_in_words_leaves_out_what_is_not_known() -> None:
    bare = words.refusal(errors.SealUsed(why="unique"), "zh")
    full = words.refusal(errors.SealUsed(seal="S1", number="2026-0001-0002"), "zh")

    assert bare.what == "封条号已使用过。"
    assert full.what == "封条号 S1 已使用过，用于 2026-0001-0002。"
    assert full.code == "R11"


def test_facts_that_are_keys_are_said_in_the_language_asked_for() -> None:
    no = errors.NotPermitted(verb="verb.custody.receive", roles="custodian, store_head")

    assert (
        words.refusal(no, "zh").what
        == "您的岗位不能办理“接收入库”（需要：保管员、保管部门负责人）。"
    )
    assert words.refusal(no, "en").what == (
        "Your role does not allow “Receive” (needs: Custodian, Store head)."
    )


def test_a_field_of_a_category_is_named_in_the_language_asked_for() -> None:
    no = errors.FieldMissing(field="品牌", field_en="Brand", id="brand")

    assert words.refusal(no, "zh").what == "“品牌”没有填写。"
    assert words.refusal(no, "en").what == "“Brand” is empty."


def json_of(key: str) -> list[str]:
    for file in WORDS.glob("*.json"):
        found = json.loads(file.read_text("utf-8"))
        if key in found:
            told: list[str] = found[key]
            return told
    pytest.fail(f"no words for {key}")


def assert_said(key: str) -> None:
    assert words.has(key), f"no words for {key}"
    zh, en = words.word(key, "zh"), words.word(key, "en")
    assert zh
    assert en
    assert zh != en


def test_every_reason_that_a_refusal_gives_is_a_word() -> None:
    """`why="field.future"` without a word told the clerk its own key."""
    given = {
        keyword.value.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "why" and isinstance(keyword.value, ast.Constant)
    }
    keys = {why for why in given if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", str(why))}
    assert len(keys) > 20
    assert {key for key in keys if words.word(str(key), "zh") == key} == set()


def test_several_things_in_one_fact_are_each_said_in_words() -> None:
    from app.leads.errors import PlanIncomplete

    no = PlanIncomplete(parts="plan.basis, plan.steps", part="plan.basis")
    assert words.refusal(no, "zh").what == "方案缺少“依据”（依据、步骤）。"
    assert words.refusal(no, "en").what == "The plan lacks “Basis” (Basis, Steps)."


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (-525_597, "慢约 365 天", "about 365 days slow"),
        (360, "快约 6 小时", "about 6 hours fast"),
        (-7, "慢约 7 分钟", "about 7 minutes slow"),
    ],
)
def test_how_wrong_a_clock_is_is_told_as_a_person_says_it(minutes: int, zh: str, en: str) -> None:
    right = datetime(2026, 11, 27, 1, 13, tzinfo=UTC)
    no = clocks.wrong(right + timedelta(minutes=minutes), right, 5)
    assert no.facts["minutes"] == minutes
    said = words.refusal(no, "zh").what
    assert zh in said
    assert "标准时间为 2026-11-27 09:13" in said
    assert en in words.refusal(no, "en").what


def test_english_is_written_with_the_plain_apostrophe() -> None:
    """The font's other one is as wide as a Chinese sign."""
    told = [pair[1] for pair in words._all().values()]
    files = sorted((paths.resources() / "translations").glob("*.ts"))
    told += [
        s for f in files for s in re.findall(r"<source>([^<]*)</source>", f.read_text("utf-8"))
    ]
    assert [each for each in told if "\u2019" in each] == []


def test_a_fact_that_names_several_things_is_told_word_by_word() -> None:
    """What the code joins to one fact is split again where it is told, or its keys would stand in the sentence."""
    keys = re.compile(r"""(\w+)=", "\.join\(f["']\w+\.\{""")
    found = {
        name
        for file in (ROOT / "app").rglob("*.py")
        for name in keys.findall(file.read_text("utf-8"))
    }
    assert {"roles", "material"} <= found
    assert found <= set(words._SEVERAL)
