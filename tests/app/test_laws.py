"""A legal basis is kept in Chinese, and cited by the law's English name where English is spoken."""

import json
import re
from pathlib import Path

import pytest

from app import words
from app.cases import rules as cases
from app.custody import rules as custody
from app.custody.errors import PhotoMissing
from app.deadlines.rules import DEFAULTS
from app.leads import matrix
from app.leads import rules as leads
from app.petitions import rules as petitions
from app.reporting import rules as reporting
from app.requests import rules as requests

WORDS = Path(__file__).parents[2] / "resources" / "words"


def _of_refusals() -> set[str]:
    files = (json.loads(file.read_text("utf-8")) for file in WORDS.glob("*.json"))
    return {said[4] for told in files for said in told.values() if len(said) > 4}


def _shipped() -> set[str]:
    """Every legal basis that the program brings: of its laws, its limits, its refusals."""
    told = _of_refusals() | {rule.basis for rule in matrix.ROWS} | {d.basis for d in DEFAULTS.values()}  # fmt: skip
    for law in (cases, custody, leads, petitions, reporting, requests):
        told |= {row.basis for row in law.ROWS}
    return told - {""}


@pytest.mark.parametrize("basis", sorted(_shipped()))
def test_whatever_the_program_cites_it_cites_in_english_too(basis: str) -> None:
    assert words.cited(basis, "zh") == basis
    assert not re.search(r"[㐀-鿿；、，（）〔〕]", words.cited(basis, "en"))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("监察法 第28条（分类保管）", "Supervision Law of the PRC, Art. 28 (kept by class)"),
        ("监察法 第44条; 第28条", "Supervision Law of the PRC, Art. 44; Art. 28"),
        (
            "监察法实施条例(2021) 第130条；中办发〔2015〕7号",
            "Regulations on the Implementation of the Supervision Law (2021), Art. 130;"
            " General Office of the CPC Central Committee [2015] No. 7",
        ),
        ("信访工作条例(2022) 第34条", "Regulations on Petition Work (2022), Art. 34"),
        ("GB/T 22239-2019 8.1.4.1", "GB/T 22239-2019 8.1.4.1"),
        # what a unit wrote itself stays whole: half a sentence in each language says less
        ("监察法 第28条、市里的通知", "监察法 第28条、市里的通知"),
        ("House rule 7", "House rule 7"),
        ("", ""),
    ],
)
def test_a_law_is_cited_by_its_english_name_with_its_article(zh: str, en: str) -> None:
    assert words.cited(zh, "en") == en


def test_the_basis_of_a_refusal_is_in_its_language() -> None:
    no = PhotoMissing(kind="overall", need=1, have=0)

    assert words.refusal(no, "zh").basis == "监察法 第28条"
    assert words.refusal(no, "en").basis == "Supervision Law of the PRC, Art. 28"
