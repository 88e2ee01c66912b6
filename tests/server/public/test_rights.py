"""The login that docs/reporting.md gives the citizens' host is enough for its pages, and for nothing else."""

import re
from pathlib import Path

import psycopg
import pytest

from app.reporting import keys, opening, service
from tests.server.public.test_no_trace import MORE, WORDS, Citizen
from tests.support import centre, lending, postgres
from tests.support.city import City

ROOT = Path(__file__).parents[3]
LOGIN = "anku_public"
PASSWORD = "of-the-test"


def statements() -> list[str]:
    """As an administrator copies them."""
    text = (ROOT / "docs" / "reporting.md").read_text("utf-8")
    (block,) = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    return [each.strip() for each in block.replace("…", PASSWORD).split(";") if each.strip()]


@pytest.mark.scenario("P17")
def test_the_login_of_the_docs_files_reads_progress_and_sees_nothing_of_the_books(
    postgres_server: postgres.Server, tmp_path: Path
) -> None:
    url = postgres_server.create(lending.CITY)  # of its own: it gets rights that none other has
    city = City(url)
    made, _ = keys.make("QU1", "a passphrase of the organ")
    city.do("bao1", service.add_key, organ_id=city.organ("QU1"), public=made.public.hex())
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as owner:
        for each in statements():
            owner.execute(each.encode())
    theirs = url.replace(f"{postgres.OWNER}@", f"{LOGIN}@")
    log = tmp_path / "server.log"
    try:
        env = {"ANKU_HOME": str(tmp_path), "PGPASSWORD": PASSWORD}
        with (
            log.open("wb") as heard,
            centre.serving(theirs, "--public-only", "--proxied", heard=heard, **env) as run,
            Citizen(run.url) as citizen,
        ):
            receipt = citizen.filed()
            shown = citizen.send("receipt", go="look", receipt=receipt).text
            ticket = re.findall(r'name="ticket" value="([^"]+)"', shown)[0]
            citizen.send("receipt", go="add", receipt=receipt, ticket=ticket, message=MORE)
        (row,) = city.ask("qxf1", service.rows)
        opened = opening.open_report(city.store("qxf1"), made, row.id)
        assert [each.letter.text for each in opened.messages] == [WORDS, MORE]
        said = log.read_text("utf-8")
        assert "Traceback" not in said
        assert "denied" not in said
        with psycopg.connect(theirs.replace("+psycopg", ""), password=PASSWORD) as public:
            for table in ("petition", "account", "item", "identity_secret", "lead"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    public.execute(f"SELECT 1 FROM {table}".encode())
                public.rollback()
    finally:
        city.close()
        postgres_server.drop(url)  # a role with rights in a database cannot go before it
        elsewhere = f"{plain.rpartition('/')[0]}/postgres"
        with psycopg.connect(elsewhere, autocommit=True) as owner:
            owner.execute(f"DROP ROLE IF EXISTS {LOGIN}".encode())
