"""`anku server` that knows the tests' own kind of record as well."""

import sys

from app.main import main
from tests.support import told

if __name__ == "__main__":
    with told.known():
        sys.exit(main(sys.argv[1:]))
