"""What is seen: the only floor that knows Qt."""

import builtins
import importlib
from typing import Final

#: Python's own import; Qt puts another in its place as soon as it is loaded, and `ui.main` gives this one back.
IMPORT: Final = (
    builtins.__import__ if builtins.__import__.__name__ == "__import__" else importlib.__import__
)
