"""Who may call a verb is who may begin its event by the law: no role more, none less."""

import dataclasses
import typing

import pytest

from app import bootstrap, registry
from app.cases import rules as cases
from app.custody import rules as custody
from app.leads import rules as leads
from app.ledger.law import Row
from app.petitions import rules as petitions
from app.petitions.types import Event as PetitionEvent
from app.requests import rules as requests

bootstrap.load_features()

_CASEWORK = ("leads.", "petitions.", "reporting.", "analysis.")

LAWS = {
    "custody": custody.LAW,
    "cases": cases.LAW,
    "requests": requests.LAW,
    "petitions": petitions.LAW,
    "leads": leads.LAW,
}
#: Verbs whose event bears another name.
NAMED = {
    "cases.set_member": "CHANGE_TEAM",
    "custody.mark_overdue": "OVERDUE",
    "leads.register": "REGISTER_LEAD",
    "leads.recuse": "KEEP_AWAY",
    "leads.void": "VOID_LEAD",
    "leads.merge": "MERGE_LEAD",
    "leads.hand_over": "HAND_OVER_LEAD",
    "leads.sign_in": "SIGN_IN_LEAD",
    "leads.approve_disposal": "APPROVE_WAY",
    "leads.send_back": "SEND_BACK_LEAD",
    "leads.report": "REPORT_TALK",
    "leads.conclude": "CONCLUDE_TALK",
    "leads.verification_report": "REPORT_VERIFICATION",
    "leads.open_case": "FILE_CASE",
    "leads.wake_due": "WAKE",
    "leads.archive": "ARCHIVE_LEAD",
    "leads.reopen": "REOPEN_LEAD",
    "leads.link_petition": "JOIN_PETITION",
    **{f"petitions.{event.name.lower()}": str(event) for event in PetitionEvent},
    "petitions.decline": str(PetitionEvent.UNLINK),
}
#: Verbs of governed features that move nothing which the law governs: why.
NO_EVENT = {
    "custody.label_printed": "a label is no state of the thing",
    "custody.label_sent": "the same",
    "custody.label_not_out": "the same",
    "custody.let_in": "a visit is of the room and of no thing",
    "custody.let_out": "the same",
    "requests.delegate": "a deputy is named for all requests, of none in particular",
    "requests.end_delegation": "the same",
    "leads.trust_sender": "a key is trusted for all packages",
    "leads.distrust_sender": "the same",
    "leads.note_package": "a package on disc is no step of a lead",
    "leads.take_package": "the same",
    "leads.refused_package": "the same",
    "leads.add_key_post": "a post is marked for all leads, of none in particular",
    "leads.search": "a look, told on the chain of who looks",
    "leads.opened": "the same",
    "leads.export_ledger": "the same",
    "requests.note_unknown": "a scan that nothing answered to",
    "requests.note_refused": "a scan that was refused",
    "petitions.seal_pass": "of what goes on sealed there is no petition",
    "petitions.note_receipt": "the same",
    "petitions.search": "a look; it is written down on who looked",
    "petitions.look_up": "the same",
    "petitions.print_sheet": "the same",
    "petitions.export_list": "the same",
    "petitions.take_original": "the same",
    "petitions.read_notice": "an office takes note",
}
#: Events that no verb is named for: the verbs in whose course they happen, by one who may begin them.
IN_COURSE_OF = {
    ("custody", "APPROVE_OUT"): {"requests.approve"},
    ("custody", "APPROVE_DISPOSAL"): {"requests.approve"},
    ("custody", "EXTEND"): {"requests.approve"},
    ("custody", "RELEASE"): {"requests.withdraw", "requests.expire", "requests.reject"},
    ("requests", "APPROVE_STEP"): {"requests.approve"},
    ("requests", "EXECUTE"): {
        "custody.hand_over",
        "custody.send_exam",
        "custody.return_to_owner",
        "custody.transfer",
        "custody.pay_treasury",
        "custody.sell",
        "custody.destroy",
        "custody.archive",
        "requests.approve",
    },
    ("requests", "DROP_ITEM"): {"custody.resolve"},
    ("cases", "FILE"): {"leads.open_case"},
    ("leads", "TAKE_MERGED"): {"leads.merge"},
    ("petitions", "SCREEN_AGAIN"): {"petitions.unlink"},
}
#: 暂存 is known to the law already; what leads to it comes with the night deposit.
NOT_REACHED = {"TEMP"}
GOVERNED = sorted(n for n in registry.verbs if n.split(".")[0] in LAWS and n not in NO_EVENT)


def event_of(verb: str) -> str:
    return NAMED.get(verb, verb.split(".")[1].upper())


def row_of(verb: str) -> Row:
    return LAWS[verb.split(".", maxsplit=1)[0]][event_of(verb)]


@pytest.mark.parametrize("verb", GOVERNED)
def test_a_verb_may_be_called_by_those_whom_the_law_names_and_by_nobody_else(verb: str) -> None:
    row, spec = row_of(verb), registry.verbs[verb]
    assert spec.roles == set(row.starts)
    assert spec.seconds == set(row.seconds)
    assert row.seconds or not row.second, "a second person must sign, and nobody may"


def test_every_event_of_the_law_has_its_verb_or_happens_in_the_course_of_one() -> None:
    named = {(verb.split(".")[0], event_of(verb)) for verb in GOVERNED}
    events = {(feature, str(event)) for feature, rows in LAWS.items() for event in rows}
    assert named | IN_COURSE_OF.keys() == events
    assert not named & IN_COURSE_OF.keys()


@pytest.mark.parametrize("event", IN_COURSE_OF)
def test_who_may_begin_such_an_event_may_call_one_of_its_verbs(event: tuple[str, str]) -> None:
    feature, name = event
    callers = {role for verb in IN_COURSE_OF[event] for role in registry.verbs[verb].roles}
    assert set(LAWS[feature][name].starts) <= callers


def test_every_step_starts_from_a_state_that_another_step_leads_to() -> None:
    for feature, rows in LAWS.items():
        reached = {"", *(state for row in rows.values() for state in row.to)}
        starts = {state for row in rows.values() for state in row.froms}
        assert starts - reached <= NOT_REACHED, feature


def test_a_verb_of_another_feature_is_not_hidden_from_the_law() -> None:
    assert NO_EVENT.keys() <= registry.verbs.keys()
    assert all(event_of(v) not in LAWS[v.split(".")[0]] for v in NO_EVENT)


@pytest.mark.parametrize("name", sorted(n for n in registry.verbs if n.startswith(_CASEWORK)))
def test_the_books_keep_no_answer_that_holds_a_lead_or_a_petition(name: str) -> None:
    spec = registry.verbs[name]
    held = _within(typing.get_type_hints(spec.fn).get("return"))
    assert spec.private or not held & {"LeadRow", "LeadView", "PetitionRow", "PetitionView"}, (
        "an answer with rows of casework is private: acts are kept for ever"
    )


def _within(kind: object) -> set[str]:
    """The names of every type that an answer is made of."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        inner = typing.get_type_hints(kind).values()
        return {kind.__name__}.union(*(_within(each) for each in inner))
    return set[str]().union(*(_within(each) for each in typing.get_args(kind)))
