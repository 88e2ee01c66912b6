"""What both engines guard alike: tables tied to their entries, and tables where nothing is ever changed."""

from typing import Final, NamedTuple

from sqlalchemy import UniqueConstraint

from db.base import Base
from db.rows import STATE


class Tied(NamedTuple):
    """A table whose `columns` change only together with an entry of `kind`; `main` is what the law governs."""

    table: str
    kind: str
    main: str
    columns: tuple[str, ...]


TIED: Final = (
    Tied("item", "item", "custody", STATE),
    Tied("case_file", "case", "status", ("status",)),
    Tied("filed_report", "report", "status", ("status",)),
    Tied("request", "request", "status", ("status", "version")),
    Tied("lead", "lead", "status", ("status",)),
    Tied("petition", "petition", "status", ("status",)),
)
#: No UPDATE, no DELETE, ever.
APPEND_ONLY: Final = (
    "entry",
    "act",
    "photo",
    "document",
    "seal",
    "receipt",
    "item_part",
    "request_part",
    "blob",
    "signature",
    "lead_away",
    "lead_matter",
    "lead_signature",
    "lead_meeting",
    "lead_opinion",
    "lead_measure",
    "lead_paper",
    "upward_report",
    "upward_receipt",
    "key_post",
    "petition_lead",
    "report_message",
    "report_piece",
    "feed",
    "calendar_year",
    "petition_visit",
    "petition_feedback",
    "petition_exclusion",
    "petition_effect",
)
#: No DELETE, ever.
KEPT: Final = (
    "item",
    "case_file",
    "request",
    "request_item",
    "request_step",
    "loan",
    "disposal",
    "label",
    "account",
    "appointment",
    "sign_in",
    "difference",
    "location",
    "installation",
    "rule",
    "deadline",
    "organ",
    "posting",
    "petition",
    "petition_group",
    "petition_accused",
    "petition_matter",
    "petition_mark",
    "petition_link",
    "petition_original",
    "petition_notice",
    "supervision_order",
    "sealed_pass",
    "identity_secret",
    "identity_trace",
    "identity_request",
    "counter",
    "case_member",
    "case_person",
    "lead",
    "lead_person",
    "lead_alias",
    "lead_round",
    "lead_step",
    "lead_handler",
    "lead_stay",
    "lead_notice",
    "lead_answer",
    "lead_case",
    "delegation",
    "organ_key",
    "filed_report",
    "sealed_part",
    "feed_counter",
    "station",
    "enrolment",
    "door_token",
)
#: Kept, and nothing of a row ever changes but that this column is emptied: what goes on sealed is read here no more.
EMPTIED: Final = {"sealed_part": "data"}
NO_PREVIOUS: Final = "0" * 64


class Unique(NamedTuple):
    """A key that no two rows of a table share, among those that `only` chooses (a condition on its first word)."""

    columns: tuple[str, ...]
    only: str = ""


def left_alone(table: str) -> tuple[str, ...]:
    """The columns of an emptied table that never change."""
    return tuple(c.name for c in Base.metadata.tables[table].columns if c.name != EMPTIED[table])


def keys_of(table: str) -> tuple[Unique, ...]:
    """Every key by which a row could be replaced by another."""
    kept = Base.metadata.tables[table]
    found = [Unique(tuple(c.name for c in kept.primary_key))]
    found += [Unique((c.name,)) for c in kept.columns if c.unique]
    for constraint in kept.constraints:
        if isinstance(constraint, UniqueConstraint):
            found.append(Unique(tuple(c.name for c in constraint.columns)))
    for index in kept.indexes:
        if index.unique:
            only = index.dialect_options["sqlite"]["where"]
            columns = tuple(c.name for c in index.columns)
            found.append(Unique(columns, "" if only is None else str(only)))
    return tuple(sorted(set(found)))
