"""All tables in one place, for the migrations and the store."""

from db import blob
from db.base import Base
from db.cases import models as cases
from db.custody import models as custody
from db.deadlines import models as deadlines
from db.identity import models as identity
from db.labels import models as labels
from db.leads import models as leads
from db.ledger import models as ledger
from db.locations import models as locations
from db.organs import models as organs
from db.petitions import models as petitions
from db.reporting import models as reporting
from db.requests import models as requests
from db.signatures import models as signatures
from db.stations import models as stations
from db.sync import models as sync

__all__ = [
    "Base",
    "blob",
    "cases",
    "custody",
    "deadlines",
    "identity",
    "labels",
    "leads",
    "ledger",
    "locations",
    "organs",
    "petitions",
    "reporting",
    "requests",
    "signatures",
    "stations",
    "sync",
]
