"""What is said about people and their passwords beside the refusals that all share."""

from app.errors import Refused


class PasswordShared(Refused):
    """Both of the first administrators (`first`, `second`) were given one and the same password."""

    code = "R183"
