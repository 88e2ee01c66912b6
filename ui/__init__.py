"""What is seen: the only floor that knows Qt."""

import builtins
from typing import Final

#: Python's own import, from before Qt puts its own in its place; `ui.main` gives it back.
IMPORT: Final = builtins.__import__
