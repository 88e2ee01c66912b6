"""Whether a unit and a post mean the head of the organ itself: a letter often knows no more of him than that (P14)."""

import re
from collections.abc import Iterable
from typing import Final

from app.petitions import likeness

#: How the names of organs are written out, and how everybody writes them.
_SHORT: Final = (
    ("中国共产党", ""),
    ("中共", ""),
    ("纪律检查工作委员会", "纪工委"),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
)
#: What an organ, or a half of it, is called behind the name of its place.
_ORGAN: Final = re.compile(r"纪检监察组|纪检组|纪工委|纪委|监委")
#: Who heads one; deputies, and the heads of its offices, are called otherwise.
_HEADS: Final = re.compile(r"书记|主任|组长|主要负责人|主要领导|一把手")
#: What stands beside a headship without making it another post.
_BESIDE: Final = r"常委|委|本|我们|我|该|现任|代"


def is_meant(over: Iterable[str], organ: str, told: str) -> bool:
    """Whether `told`, unit and post read as one, names the organ and its headship and nothing else.

    The place may be shortened from its front (区纪委) and may stand behind that of an organ `over` it.
    """
    of, said = _short(organ), _short(told)
    called = _ORGAN if _ORGAN.search(of) else re.compile(re.escape(of))
    place = called.split(of)[0]
    here = "|".join(re.escape(place[at:]) for at in range(len(place))) or "(?!)"
    before = "|".join(re.escape(_ORGAN.split(_short(name))[0]) for name in over)
    words = f"(?:{before})?(?:{here})|{called.pattern}|{_HEADS.pattern}|{_BESIDE}"
    named = called.search(said) and _HEADS.search(said)
    return bool(named) and re.fullmatch(f"(?:{words})+", said) is not None


def _short(text: str) -> str:
    told = likeness.plain(text)
    for long, short in _SHORT:
        told = told.replace(long, short)
    return told
