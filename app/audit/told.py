"""Every row of evidence against what the trail tells of it: changed, removed or put in past the program."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from app.audit.types import Found
from db import rows
from db.ledger import queries

#: table → what is said when a row of it is not the one on record.
FAULTS: Final = {
    "account": "ACCOUNT_ROW",
    "appointment": "APPOINTMENT",
    "delegation": "DELEGATION",
    "case_file": "CASE_ROW",
    "case_member": "TEAM",
    "case_person": "PERSON",
    "document": "DOCUMENT",
    "item": "CARD",
    "item_part": "PART",
    "photo": "PHOTO_ROW",
    "seal": "SEAL",
    "loan": "LOAN",
    "disposal": "DISPOSAL",
    "difference": "DIFFERENCE",
    "receipt": "RECEIPT",
    "request": "REQUEST_ROW",
    "request_item": "REQUEST_ROW",
    "request_step": "REQUEST_STEP",
    "request_part": "REQUEST_STEP",
    "signature": "SIGNATURE",
    "organ_key": "ORGAN_KEY",
    "filed_report": "REPORT",
    "report_message": "REPORT",
    "report_piece": "REPORT",
    "location": "LOCATION",
    "label": "LABEL",
    "rule": "RULE",
    "organ": "ORGAN_ROW",
    "posting": "POSTING_ROW",
    "station": "STATION_ROW",
    "deadline": "DEADLINE_ROW",
    "calendar_year": "CALENDAR_ROW",
    "petition": "PETITION_ROW",
    "petition_group": "PETITION_ROW",
    "petition_accused": "PETITION_ROW",
    "petition_matter": "PETITION_ROW",
    "petition_mark": "PETITION_ROW",
    "petition_link": "PETITION_ROW",
    "petition_original": "PETITION_ROW",
    "petition_visit": "PETITION_ROW",
    "petition_feedback": "PETITION_ROW",
    "petition_notice": "PETITION_ROW",
    "petition_exclusion": "PETITION_ROW",
    "petition_effect": "PETITION_ROW",
    "supervision_order": "PETITION_ROW",
    "identity_secret": "IDENTITY_ROW",
    "identity_trace": "IDENTITY_ROW",
    "identity_request": "IDENTITY_ROW",
    "sealed_pass": "SEALED_ROW",
    "lead": "LEAD_ROW",
    "lead_person": "LEAD_PART",
    "lead_alias": "LEAD_PART",
    "lead_round": "LEAD_PART",
    "lead_step": "LEAD_PART",
    "lead_handler": "LEAD_PART",
    "lead_stay": "LEAD_PART",
    "lead_notice": "LEAD_PART",
    "lead_answer": "LEAD_PART",
    "lead_case": "LEAD_PART",
    "lead_away": "LEAD_PART",
    "lead_matter": "LEAD_PART",
    "lead_signature": "LEAD_PART",
    "lead_meeting": "LEAD_PART",
    "lead_opinion": "LEAD_PART",
    "lead_measure": "LEAD_PART",
    "lead_paper": "LEAD_PART",
    "upward_report": "LEAD_PART",
    "upward_receipt": "LEAD_PART",
    "key_post": "LEAD_PART",
    "petition_lead": "LEAD_PART",
    "installation": "INSTALLATION",
}


def compare(session: Session) -> Iterator[Found]:
    """The owner of every row that differs; a store that was never brought up to telling rows says nothing."""
    for table, name in rows.astray(session, partial(queries.rows_told, session)):
        kind, owner, *_ = name.split(":")
        yield Found(FAULTS[table], kind, owner)
