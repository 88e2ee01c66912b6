"""How a page is made: the templates, the words of both languages, and the headers that every answer carries."""

import functools
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from app import words

HERE: Final = Path(__file__).parent
HTML_LANG: Final = {"zh": "zh-Hans", "en": "en"}
#: Nothing from elsewhere, nothing kept by the browser, nobody told where one came from.
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "X-Robots-Tag": "noindex, nofollow",
}


@functools.cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )


def warm() -> None:
    """Read and compile every template, so that the first citizen waits no longer than the others."""
    known = _templates()
    for name in known.list_templates():
        known.get_template(name)


def say(lang: str, key: str, **facts: str) -> str:
    """A text of the pages in a language."""
    return words.told(words.word(f"public.{key}", lang), facts)


def page(name: str, lang: str, status: int = 200, **given: Any) -> Response:
    """A page in a language; `given` fills its template."""
    other = "en" if lang == "zh" else "zh"
    text = (
        _templates()
        .get_template(f"{name}.html")
        .render(
            lang=lang,
            html_lang=HTML_LANG[lang],
            other=other,
            other_html=HTML_LANG[other],
            t=functools.partial(say, lang),
            day=functools.partial(_day, lang),
            **{"faults": [], "here": "", **given},
        )
    )
    return HTMLResponse(text, status, HEADERS)


def _day(lang: str, thing: Any) -> str:
    """A half-day: "2026-05-14 上午"."""
    return f"{thing.day.isoformat()} {say(lang, f'half.{thing.half}')}"


@functools.cache
def static(name: str) -> bytes:
    """A file that the pages load."""
    return (HERE / "static" / name).read_bytes()
