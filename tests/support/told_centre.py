"""`anku server` that knows the tests' own kind of record as well."""

import sys
from collections.abc import Sequence

from app import main as program
from tests.support import told


def main(args: Sequence[str]) -> int:
    """As the program's own."""
    with told.known():
        return program.main(args)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
