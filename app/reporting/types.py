"""What is filed, and what is shown of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Half(StrEnum):
    """The half of a day: all that is kept of when something was filed."""

    MORNING = "am"
    AFTERNOON = "pm"


class ReportStatus(StrEnum):
    """How far a filed report has come."""

    FILED = "R_FILED"
    OPENED = "R_OPENED"
    TAKEN = "R_TAKEN"


class ReportEvent(StrEnum):
    """What happens to a filed report."""

    FILE = "FILE_REPORT"
    ADD = "ADD_TO_REPORT"
    OPEN = "OPEN_REPORT"
    TAKE_IN = "TAKE_IN_REPORT"
    ANSWER = "ANSWER_REPORT"
    PASS_ON = "PASS_ON_REPORT"
    PASS_UP = "PASS_UP_REPORT"


class Entrance(StrEnum):
    """By which door a report came: the web, a micro platform, the phone's client."""

    WEB = "网"
    MICRO = "微"
    CLIENT = "端"


class Rank(StrEnum):
    """The rank of whom a report is about, as petitions know it: it decides which organ may know of it."""

    PROVINCE = "province"
    BUREAU = "bureau"
    DIVISION = "division"
    SECTION = "section"
    STAFF = "staff"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"
    VILLAGE = "village"
    COMMUNITY = "community"
    UNKNOWN = "other_rank"


class Author(StrEnum):
    """Who wrote a message."""

    REPORTER = "reporter"
    ORGAN = "organ"


class PieceKind(StrEnum):
    """What a sealed piece is: a message, a file as it came, its cleaned copy, the organ's own copy."""

    MESSAGE = "message"
    ORIGINAL = "original"
    COPY = "copy"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the reporter sent it."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        return f"Upload({len(self.data)} bytes)"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a letter tells of it; the hashes name the sealed pieces, an empty copy means it is held back."""

    name: str
    size: int
    sha256: str
    original: str
    copy: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a reporter wrote. It exists in the clear only here, in memory, and where the organ opens it."""

    text: str
    accused: str = ""
    unit: str = ""
    post: str = ""
    rank: str = ""
    when: str = ""
    contact: str = ""
    attached: tuple[Attached, ...] = field(default=())

    def __repr__(self) -> str:
        return f"Letter({len(self.text)} signs)"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A filed report in the list of the organ it went to."""

    id: str
    organ_id: str
    channel: str
    day: date
    half: Half
    status: ReportStatus
    version: int
    messages: int
    unanswered: bool
    petition_id: str = ""


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A sealed piece of a message, to be fetched by its hash."""

    kind: PieceKind
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of a report, still sealed; `is_waiting`: it came after the report was taken in, and its petition lacks it."""

    id: str
    author: Author
    day: date
    half: Half
    pieces: tuple[PieceRow, ...]
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report with everything that lies in it, still sealed; `box` is where an answer goes."""

    row: ReportRow
    key: str
    box: str
    messages: tuple[MessageRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sealed piece, as text that any wire carries."""

    place: int
    parts: int
    base64: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A public key of an organ."""

    id: str
    organ_id: str
    fingerprint: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the exchange as its reporter sees it: his own without their text, the organ's opened."""

    author: Author
    day: date
    half: Half
    text: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What the receipt shows."""

    channel: str
    day: date
    half: Half
    status: ReportStatus
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Superior:
    """To whom a report goes on: the next organ above that can open it, and its key."""

    organ_id: str
    name: str
    public: str


@dataclass(frozen=True, slots=True)
class Resealed:
    """A piece that was sealed anew to the superior organ and laid down beside; of which message, and what it is; `seal` names it by its hash."""

    message_id: str
    kind: PieceKind
    seal: str
