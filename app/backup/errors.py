"""The ways in which a backup or its return is refused."""

from app.errors import Refused, Unready


class ToolMissing(Unready):
    """PostgreSQL's own `tool` is not on this computer."""

    code = "R60"


class BackupUnreadable(Unready):
    """`file` is no backup, or not as it was written (`why`, and which `part` of it)."""

    code = "R61"


class StoreHasMore(Refused):
    """The store holds entries newer than the backup (`store` after `backup`)."""

    code = "R62"


class FileThere(Refused):
    """A backup is never written over a file that is there (`file`)."""

    code = "R65"


class OtherStore(Refused):
    """A different store stands there (`room`)."""

    code = "R63"


class DoesNotVerify(Refused):
    code = "R29"
