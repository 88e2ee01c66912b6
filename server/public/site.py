"""The public site: its pages, and what happens when one is sent. Nobody is asked who he is, and nothing tells it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app import clock, errors, words
from app.reporting import choosing, filing, floods, receipts, rules, tickets
from app.reporting import errors as no
from app.reporting.types import Letter, Rank
from app.store import Store
from server.public import looks, uploads, wechat
from server.public.looks import HEADERS, say
from server.public.settings import Settings

_LOG: Final = logging.getLogger("anku.public")
_AT_ONCE: Final = 4
_UPLOAD_SECONDS: Final = 180
_SMALL: Final = 256 * 1024
_VIAS: Final = ("wei", "duan")
_KEPT: Final = ("accused", "unit", "post", "when", "text", "contact")
_CHOSEN: Final = ("via", "region", "rank", "own")
#: What is typed on the last page before the confirmation, and where its error is shown.
_PLACES: Final[dict[type[errors.Refusal], str]] = {no.AttachmentRefused: "files", no.WorkMissing: "sum", no.ReceiptMistyped: "receipt",
                  no.ReceiptUnknown: "receipt"}  # fmt: skip

Faults = list[dict[str, str]]


class Site:
    """The pages over one store."""

    def __init__(
        self, store: Store, settings: Settings, limits: dict[str, floods.Limit] | None = None
    ) -> None:
        self._store, self._settings = store, settings
        self._floods = floods.Floods(limits)
        self._uploading = asyncio.Semaphore(_AT_ONCE)

    def app(self) -> Starlette:
        """The pages as an application, to be served alone or mounted in the centre's."""
        routes = [
            Route("/", self._first),
            Route("/favicon.ico", _no_icon),
            Route("/public/{name}", _static),
            *wechat.routes(self._settings),
            Route("/{lang}", self._guarded(self._home)),
            Route("/{lang}/", self._guarded(self._home)),
            Route("/{lang}/protect", self._guarded(self._protect)),
            Route("/{lang}/report", self._guarded(self._report), methods=["GET", "POST"]),
            Route("/{lang}/receipt", self._guarded(self._receipt), methods=["GET", "POST"]),
        ]
        app = Starlette(routes=routes, exception_handlers={404: _missing, 405: _missing})
        app.router.redirect_slashes = False
        looks.warm()
        return app

    # -- around every page ---------------------------------------------------------------------------

    def _guarded(
        self, page: Callable[[Request, str], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            lang = request.path_params["lang"]
            if lang not in looks.HTML_LANG:
                return await _missing(request, None)
            try:
                self._count(request, "page")
                return await page(request, lang)
            except (no.TooOften, no.NoOrganKey) as refused:
                told = words.refusal(refused, lang)
                busy = isinstance(refused, no.TooOften)
                status = 429 if busy else 503
                heading = say(lang, "page.busy" if busy else "page.closed")
                notice = self._notice(request, lang, status, heading, told.what, told.next)
                if isinstance(refused, no.TooOften):
                    notice.headers["Retry-After"] = str(int(str(refused.facts["minutes"])) * 60)
                return notice
            except (uploads.FormBroken, TimeoutError):
                heading, text = say(lang, "page.trouble"), say(lang, "page.broken_text")
                return self._notice(request, lang, 400, heading, text)
            except Exception as trouble:  # noqa: BLE001 - whatever it was, the citizen is told, and the log nothing of him
                _LOG.error("a public page failed: %s", type(trouble).__name__)
                heading, text = say(lang, "page.trouble"), say(lang, "page.trouble_text")
                return self._notice(request, lang, 500, heading, text)

        return answer

    def _count(self, request: Request, kind: str, caller: str = "", many: int = 1) -> None:
        self._floods.take(kind, caller or self._address(request), time.monotonic(), many)

    def _count_filed(self, request: Request, form: uploads.Form) -> None:
        """One more, and what it would fill of the disk."""
        mib = -(-sum(len(file.data) for file in form.files) // 2**20)
        self._count(request, "volume", many=mib)
        self._count(request, "file")

    def _address(self, request: Request) -> str:
        """Who calls: known for this one count, and hashed in it."""
        if self._settings.behind_proxy:
            return request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return request.client.host if request.client else ""

    def _notice(
        self, request: Request, lang: str, status: int, heading: str, *sentences: str
    ) -> Response:
        given = {"heading": heading, "sentences": sentences, **self._frame(request)}
        return looks.page("notice", lang, status, **given)

    def _frame(self, request: Request, via: str = "") -> dict[str, Any]:
        via = via or request.query_params.get("via", "")
        via = via if via in _VIAS else ""
        return {
            "root": request.scope.get("root_path", ""),
            "exit_url": self._settings.exit_url,
            "via": via,
            "via_query": f"?via={via}" if via else "",
        }

    async def _form(self, request: Request) -> uploads.Form:
        """The form that was sent, and none for ever. Of those with files only so many are read at once: who holds
        them all up keeps nobody from sending words."""
        kind, length = (
            request.headers.get(name, "") for name in ("content-type", "content-length")
        )
        is_small = length.isdecimal() and int(length) <= _SMALL
        if not is_small:
            self._count(request, "upload")
        async with nullcontext() if is_small else self._uploading:
            return await asyncio.wait_for(uploads.read(kind, request.stream()), _UPLOAD_SECONDS)

    # -- plain pages ---------------------------------------------------------------------------------

    async def _first(self, request: Request) -> Response:
        lang = "en" if request.headers.get("accept-language", "zh").startswith("en") else "zh"
        root = request.scope.get("root_path", "")
        return RedirectResponse(f"{root}/{lang}/", 303, HEADERS)

    async def _home(self, request: Request, lang: str) -> Response:
        return looks.page("home", lang, **self._frame(request))

    async def _protect(self, request: Request, lang: str) -> Response:
        return looks.page("protect", lang, here="protect", **self._frame(request))

    # -- filing --------------------------------------------------------------------------------------

    async def _report(self, request: Request, lang: str) -> Response:
        if request.method != "POST":
            return await self._whom(request, lang, {})
        form = await self._form(request)
        given = {name: form.fields.get(name, "") for name in (*_CHOSEN, *_KEPT)}
        faults: Faults = []
        if not given["region"]:
            faults.append(_fault(lang, "region", "fault.region"))
        if given["rank"] not in list(Rank):
            faults.append({"field": "rank-province", "text": say(lang, "fault.rank")})
        if faults:
            return await self._whom(request, lang, given, faults)
        organ = await run_in_threadpool(self._organ, given)
        if organ is None:
            heading, text = say(lang, "whom.above"), say(lang, "whom.above_text")
            return self._notice(request, lang, 200, heading, text)
        if form.fields.get("go") != "send":
            again = [_fault(lang, "files", "fault.files.again")] if form.files else []
            return self._letter(request, lang, organ, given, again)
        return await self._send(request, lang, organ, given, form)

    def _organ(self, given: dict[str, str]) -> choosing.Choice | None:
        return choosing.organ_for(
            self._store, clock.now(), given["region"], given["rank"], own=given["own"] == "yes"
        )

    async def _whom(
        self, request: Request, lang: str, given: dict[str, str], faults: Faults | None = None
    ) -> Response:
        places = await run_in_threadpool(choosing.places, self._store)
        told = {"region": "", "rank": "", "own": "", **given}
        frame = self._frame(request, given.get("via", ""))
        return looks.page(
            "whom", lang, 422 if faults else 200, here="report", places=places, given=told,
            ranks=[rank.value for rank in Rank], faults=faults or [], **frame,
        )  # fmt: skip

    def _letter(
        self,
        request: Request,
        lang: str,
        organ: choosing.Choice,
        given: dict[str, str],
        faults: Faults,
        kept: tickets.Ticket | None = None,
    ) -> Response:
        settings = self._settings
        ticket = kept or tickets.issue(settings.secret, clock.now(), self._bits())
        one, two = tickets.question(settings.secret, ticket)
        question = say(lang, "letter.sum", one=str(one), two=str(two))
        return looks.page(
            "letter", lang, 422 if faults else 200, organ=organ.name, given=given, ticket=ticket,
            question=question, faults=faults, **self._frame(request, given["via"]),
        )  # fmt: skip

    def _bits(self) -> int:
        """The work grows when many file at once: two bits, and again two."""
        load = self._floods.load("file", time.monotonic())
        return self._settings.bits + (2 if load > 0.3 else 0) + (2 if load > 0.6 else 0)

    async def _send(
        self,
        request: Request,
        lang: str,
        organ: choosing.Choice,
        given: dict[str, str],
        form: uploads.Form,
    ) -> Response:
        letter = _letter_of(given)
        faults = [_fault(lang, name, f"fault.{name}.{why}") for name, why in rules.faults(letter)]
        ticket: tickets.Ticket | None = None
        is_new = True
        try:
            ticket = tickets.require(
                self._settings.secret, form.fields.get("ticket", ""), clock.now()
            )
            _require_within(form)
            # a letter that lacks something is sent again: alone it costs nothing, files are looked into
            self._require_work(request, ticket, form, counts=not faults or bool(form.files))
            await run_in_threadpool(filing.require_uploads, form.files)
            if not faults:
                self._count_filed(request, form)
                channel = rules.entrance(given["via"])
                given_in = (organ.id, channel, ticket, letter, form)
                is_new = await run_in_threadpool(self._file, *given_in)
        except errors.Refusal as refused:
            faults.append(_told(lang, refused))
        except Exception as trouble:  # noqa: BLE001 - whatever it was, nobody writes his letter twice
            _LOG.error("a report was not filed: %s", type(trouble).__name__)
            faults.append(_fault(lang, "", "page.trouble_text"))
        if faults or ticket is None:
            if form.files and not any(fault["field"] == "files" for fault in faults):
                faults.append(_fault(lang, "files", "fault.files.again"))
            return self._letter(request, lang, organ, given, faults, ticket)
        receipt = receipts.shown(ticket.receipt)
        frame = self._frame(request, given["via"])
        return looks.page("done", lang, organ=organ.name, receipt=receipt, is_new=is_new, **frame)

    def _require_work(
        self, request: Request, ticket: tickets.Ticket, form: uploads.Form, *, counts: bool
    ) -> None:
        # the ticket of a page that asks for no work is none for a report
        is_full = ticket.bits >= self._settings.bits
        if is_full and tickets.is_worked(ticket, form.fields.get("work", "")):
            return
        if counts:
            self._count(request, "sum")
        if not tickets.is_answered(self._settings.secret, ticket, form.fields.get("sum", "")):
            raise no.WorkMissing

    def _file(
        self,
        organ_id: str,
        channel: str,
        ticket: tickets.Ticket,
        letter: Letter,
        form: uploads.Form,
    ) -> bool:
        box = receipts.box(ticket.receipt, self._settings.secret)
        return filing.file(
            self._store, clock.now(), organ_id=organ_id, channel=channel, box=box, letter=letter,
            uploads=form.files,
        )  # fmt: skip

    # -- the receipt ---------------------------------------------------------------------------------

    async def _receipt(self, request: Request, lang: str) -> Response:
        if request.method != "POST":
            return self._asked(request, lang, {"receipt": ""})
        form = await self._form(request)
        given = {name: form.fields.get(name, "") for name in ("receipt", "message", "via")}
        try:
            receipt = receipts.read(given["receipt"])
            self._count(request, "look")
            self._count(request, "receipt", receipts.prefix(receipt))
            box = await run_in_threadpool(receipts.box, receipt, self._settings.secret)
            shown = await run_in_threadpool(filing.progress, self._store, box=box)
        except (no.ReceiptMistyped, no.ReceiptUnknown) as refused:
            return self._asked(request, lang, given, [_told(lang, refused)])
        given["receipt"] = receipt
        faults: Faults = []
        if form.fields.get("go") == "add":
            try:
                await self._add(request, box, form)
                shown = await run_in_threadpool(filing.progress, self._store, box=box)
                given["message"] = ""
            except no.LetterIncomplete as refused:
                wrong = refused.facts["faults"]
                assert isinstance(wrong, list)
                faults = [_fault(lang, name, f"fault.{name}.{why}") for name, why in wrong]
            except errors.Refusal as refused:
                faults = [_told(lang, refused)]
            except Exception as trouble:  # noqa: BLE001 - as with a report: nobody writes it twice
                _LOG.error("a supplement was not kept: %s", type(trouble).__name__)
                faults = [_fault(lang, "", "page.trouble_text")]
            if faults and form.files and not any(fault["field"] == "files" for fault in faults):
                faults.append(_fault(lang, "files", "fault.files.again"))
        added = form.fields.get("go") == "add" and not faults
        ticket = tickets.issue(self._settings.secret, clock.now(), 1)
        return looks.page(
            "progress", lang, 422 if faults else 200, progress=shown, given=given, ticket=ticket,
            added=added, faults=faults, **self._frame(request, given["via"]),
        )  # fmt: skip

    async def _add(self, request: Request, box: receipts.Box, form: uploads.Form) -> None:
        once = tickets.require(self._settings.secret, form.fields.get("ticket", ""), clock.now())
        _require_within(form)
        self._count_filed(request, form)
        message = form.fields.get("message", "")
        await run_in_threadpool(
            filing.add,
            self._store,
            clock.now(),
            box=box,
            message=message,
            uploads=form.files,
            once=once.text,
        )

    def _asked(
        self, request: Request, lang: str, given: dict[str, str], faults: Faults | None = None
    ) -> Response:
        frame = self._frame(request, given.get("via", ""))
        status = 422 if faults else 200
        return looks.page(
            "receipt", lang, status, here="receipt", given=given, faults=faults or [], **frame
        )


def _letter_of(given: dict[str, str]) -> Letter:
    told = {name: given[name].strip() for name in _KEPT}
    return Letter(
        text=told["text"],
        accused=told["accused"],
        unit=told["unit"],
        post=told["post"],
        rank=given["rank"],
        when=told["when"],
        contact=told["contact"],
    )


def _require_within(form: uploads.Form) -> None:
    if form.over:
        raise no.AttachmentRefused(name=form.over, why="file.large", limit=rules.FILE_MOST >> 20)


def _fault(lang: str, field: str, key: str) -> dict[str, str]:
    return {"field": field, "text": say(lang, key)}


def _told(lang: str, refused: errors.Refusal) -> dict[str, str]:
    """A refusal beside the field that it is about, in its own sentences."""
    told = words.refusal(refused, lang)
    text = f"{told.what}{'' if lang == 'zh' else ' '}{told.next}"
    return {"field": _PLACES.get(type(refused), ""), "text": text}


async def _static(request: Request) -> Response:
    kinds = {"style.css": "text/css", "script.js": "text/javascript"}
    name = request.path_params["name"]
    if name not in kinds:
        return await _missing(request, None)
    return Response(looks.static(name), 200, HEADERS, f"{kinds[name]}; charset=utf-8")


async def _no_icon(_: Request) -> Response:
    return Response(status_code=204, headers=HEADERS)


async def _missing(request: Request, _: object) -> Response:
    lang = "en" if request.url.path.startswith("/en") else "zh"
    frame = {
        "root": request.scope.get("root_path", ""),
        "exit_url": "/",
        "via": "",
        "via_query": "",
    }
    heading = say(lang, "page.missing")
    text = say(lang, "page.missing_text")
    return looks.page("notice", lang, 404, heading=heading, sentences=[text], **frame)
