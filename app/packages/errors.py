"""How a package on disc is refused."""

from app.errors import Refused, Unready


class PackageBroken(Unready):
    """`file` is no package, or not byte for byte as it was signed (`why`); it was laid aside."""

    code = "R160"


class PackageSignerUnknown(Refused):
    """`file` is signed by a key that nobody here has vouched for (`signer`: its first signs); or it was entered for
    another organ (`organ`) than the one in whose name the package comes (`sender`)."""

    code = "R161"


class PackageNotForUs(Refused):
    """`file` is sealed to others' keys, or addressed to another (`recipient`)."""

    code = "R162"


class PackageReplayed(Refused):
    """A package of this number (`number`) with other content was taken in before."""

    code = "R163"
