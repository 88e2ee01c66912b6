"""微: the official account's webhook. It hands out the link and the picture of the form and takes nothing else.

What is said in a chat passes through WeChat and names its sender to us; so of a message only the envelope is read, and
whatever it says is answered with the same link. Nothing of it is kept: for replays a few keyed hashes, in memory.
"""

import base64
import functools
import hmac
import os
import re
import struct
import threading
import xml.etree.ElementTree as ET
from hashlib import sha1
from typing import Final
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app import clock, ids
from server.public.looks import HEADERS, say
from server.public.settings import Settings, Wechat

_BODY_MOST: Final = 64 * 1024
_LATE: Final = 300
_BLOCK: Final = 32
_IV: Final = 16
_REMEMBERED: Final = 100_000
_QR_PIXELS: Final = 8


class Refused(Exception):
    """The call is not WeChat's, or was made before."""


# -- the official account's signatures and envelopes -------------------------------------------------


def signature(*parts: str) -> str:
    """sha1 over the sorted parts: token, timestamp, nonce, and in safe mode the envelope."""
    return sha1("".join(sorted(parts)).encode()).hexdigest()


def is_signed(given: str, *parts: str) -> bool:
    """Whether the signature is right; compared in constant time."""
    return hmac.compare_digest(signature(*parts).encode(), given.encode())


def _aes(account: Wechat) -> tuple[AES, CBC]:
    key = base64.b64decode(f"{account.aes_key}=")
    return AES(key), CBC(key[:_IV])


def encrypted(account: Wechat, message: str, noise: bytes) -> str:
    """A message in the envelope of safe mode; `noise` are 16 random bytes."""
    told = message.encode()
    whole = noise + struct.pack(">I", len(told)) + told + account.app_id.encode()
    fill = _BLOCK - len(whole) % _BLOCK
    closing = Cipher(*_aes(account)).encryptor()
    return base64.b64encode(
        closing.update(whole + bytes([fill]) * fill) + closing.finalize()
    ).decode()


def decrypted(account: Wechat, sealed: str) -> str:
    """The message of an envelope; refuses one of another account or that is none."""
    try:
        opening = Cipher(*_aes(account)).decryptor()
        whole = opening.update(base64.b64decode(sealed, validate=True)) + opening.finalize()
        fill = whole[-1]
        if not 1 <= fill <= _BLOCK:
            raise Refused
        whole = whole[_IV:-fill]
        (length,) = struct.unpack(">I", whole[:4])
        message, app_id = whole[4 : 4 + length], whole[4 + length :]
        if not hmac.compare_digest(app_id, account.app_id.encode()):
            raise Refused
        return message.decode()
    except (ValueError, IndexError, struct.error) as wrong:
        raise Refused from wrong


def fields(document: str) -> dict[str, str]:
    """The fields of a message; a document type or an entity is refused before anything reads it."""
    if re.search(r"<!(DOCTYPE|ENTITY)", document, re.IGNORECASE):
        raise Refused
    try:
        root = ET.fromstring(document)
    except ET.ParseError as wrong:
        raise Refused from wrong
    return {child.tag: (child.text or "") for child in root}


# -- what was seen already ---------------------------------------------------------------------------


class Seen:
    """What came within the last minutes, by a hash under a key that only this process has."""

    def __init__(self) -> None:
        self._key, self._lock = os.urandom(32), threading.Lock()
        self._known: dict[bytes, int] = {}

    def is_new(self, what: str, now: int) -> bool:
        """Whether it was not seen before; from now on it was."""
        mark = hmac.digest(self._key, what.encode(), "sha256")
        with self._lock:
            if len(self._known) >= _REMEMBERED or any(_old(now, t) for t in self._first()):
                self._known = {k: t for k, t in self._known.items() if not _old(now, t)}
            if mark in self._known or len(self._known) >= _REMEMBERED:
                return False
            self._known[mark] = now
            return True

    def _first(self) -> list[int]:
        return list(self._known.values())[:1]


def _old(now: int, then: int) -> bool:
    return now - then > 2 * _LATE


# -- the webhook -------------------------------------------------------------------------------------


class Webhook:
    """The two calls that WeChat makes: to see that we are here, and with each message."""

    def __init__(self, account: Wechat, address: str) -> None:
        self._account, self._address = account, address
        self._seen = Seen()

    async def __call__(self, request: Request) -> Response:
        try:
            return await self._answer(request)
        except Refused:
            return PlainTextResponse("", 403, HEADERS)

    async def _answer(self, request: Request) -> Response:
        asked = request.query_params
        when, nonce = asked.get("timestamp", ""), asked.get("nonce", "")
        now = int(clock.now().timestamp())
        if not when.isdecimal() or len(when) > 12 or abs(now - int(when)) > _LATE:
            raise Refused
        if not is_signed(asked.get("signature", ""), self._account.token, when, nonce):
            raise Refused
        if request.method == "GET":
            return PlainTextResponse(asked.get("echostr", "")[:200], 200, HEADERS)
        told = self._opened(await _body(request), asked.get("msg_signature", ""), when, nonce)
        if not self._seen.is_new(f"nonce|{when}|{nonce}", now):
            raise Refused
        # WeChat calls again after five seconds without an answer: the same message is answered once
        id_ = told.get("MsgId") or f"{told.get('FromUserName')}|{told.get('CreateTime')}"
        if not self._seen.is_new(f"message|{id_}", now):
            return PlainTextResponse("success", 200, HEADERS)
        reply = await run_in_threadpool(self._reply, told, str(now))
        return Response(reply, 200, HEADERS, "application/xml; charset=utf-8")

    def _opened(self, body: str, mark: str, when: str, nonce: str) -> dict[str, str]:
        sealed = fields(body).get("Encrypt", "")
        if not sealed or not is_signed(mark, self._account.token, when, nonce, sealed):
            raise Refused
        return fields(decrypted(self._account, sealed))

    def _reply(self, told: dict[str, str], now: str) -> str:
        link = f"{self._address}/zh/?via=wei"
        message = (
            f"<xml><ToUserName>{escape(told.get('FromUserName', ''))}</ToUserName>"
            f"<FromUserName>{escape(told.get('ToUserName', ''))}</FromUserName>"
            f"<CreateTime>{now}</CreateTime><MsgType>news</MsgType><ArticleCount>1</ArticleCount>"
            f"<Articles><item><Title>{say('zh', 'wechat.title')}</Title>"
            f"<Description>{say('zh', 'wechat.text')}</Description>"
            f"<PicUrl>{escape(self._address)}/wechat/form.png</PicUrl><Url>{escape(link)}</Url>"
            "</item></Articles></xml>"
        )
        sealed = encrypted(self._account, message, os.urandom(16))
        nonce = ids.digits(10)
        mark = signature(self._account.token, now, nonce, sealed)
        return (
            f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt><MsgSignature>{mark}</MsgSignature>"
            f"<TimeStamp>{now}</TimeStamp><Nonce>{nonce}</Nonce></xml>"
        )


async def _body(request: Request) -> str:
    held = bytearray()
    async for stretch in request.stream():
        held += stretch
        if len(held) > _BODY_MOST:
            raise Refused
    return held.decode("utf-8", "replace")


@functools.cache
def picture(link: str) -> bytes:
    """The link as a QR code, to be scanned from a poster or a second screen."""
    import io

    import numpy as np
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    out = io.BytesIO()
    Image.fromarray(np.array(code.to_image(scale=_QR_PIXELS, add_quiet_zones=True))).save(
        out, "PNG"
    )
    return out.getvalue()


def routes(settings: Settings) -> list[Route]:
    """The webhook and the picture; none of them without an account."""
    if settings.wechat is None or not settings.address:
        return []
    hook = Webhook(settings.wechat, settings.address)

    async def shown(_: Request) -> Response:
        drawn = await run_in_threadpool(picture, f"{settings.address}/zh/?via=wei")
        return Response(drawn, 200, HEADERS, "image/png")

    return [
        Route("/wechat", hook.__call__, methods=["GET", "POST"]),
        Route("/wechat/form.png", shown),
    ]
