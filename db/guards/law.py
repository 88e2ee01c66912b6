"""What both engines guard alike: tables tied to their entries, and tables where nothing is ever changed."""

from typing import Final, NamedTuple

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
    Tied("request", "request", "status", ("status", "version")),
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
    "counter",
    "case_member",
    "delegation",
)
NO_PREVIOUS: Final = "0" * 64
