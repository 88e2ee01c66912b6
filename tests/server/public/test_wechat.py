"""微: WeChat's own vectors, forged and repeated calls, and an answer that is always the same link."""

import asyncio
import io
import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import zxingcpp
from PIL import Image
from starlette.applications import Starlette

from app import clock
from server.public import wechat
from server.public.settings import Settings, Wechat

# from the sample that WeChat ships with its library for messages in safe mode
ACCOUNT = Wechat("spamtest", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx2c2769f8efd9abc2")
WHEN, NONCE = "1409735669", "1320562132"
MARK = "5d197aaffba7e9b25a30732f161a50dee96bd5fa"
SEALED = (
    "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXp"
    "bUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlp"
    "Kn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD"
    "1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE="
)
ADDRESS = "https://jubao.example.gov.cn"
SAID = "某局长收受礼金"


def test_the_official_vector_is_reproduced() -> None:
    assert wechat.signature(ACCOUNT.token, WHEN, NONCE, SEALED) == MARK
    assert (
        wechat.signature(ACCOUNT.token, WHEN, NONCE) == "16120ec1b8dbb870f510d87ce6bc2463eae6ca1a"
    )
    told = wechat.fields(wechat.decrypted(ACCOUNT, SEALED))
    assert (told["Content"], told["MsgId"]) == ("abcdteT", "6054768590064713728")


def test_an_envelope_of_another_account_is_refused() -> None:
    other = replace(ACCOUNT, app_id="wx0000000000000000")
    for account, sealed in (
        (other, SEALED),
        (ACCOUNT, SEALED[:-8] + "AAAAAAA="),
        (ACCOUNT, "not base64"),
        (ACCOUNT, ""),
    ):
        with pytest.raises(wechat.Refused):
            wechat.decrypted(account, sealed)


@pytest.mark.parametrize(
    "document",
    [
        "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><xml><Encrypt>&a;</Encrypt></xml>",
        "<!doctype x><xml/>",
        "<xml><Encrypt>",
        "plain",
    ],
)
def test_a_document_that_expands_or_breaks_is_never_read(document: str) -> None:
    with pytest.raises(wechat.Refused):
        wechat.fields(document)


def app() -> Starlette:
    settings = Settings(secret=b"s" * 32, address=ADDRESS, wechat=ACCOUNT)
    return Starlette(routes=list(wechat.routes(settings)))


def call(site: Starlette, method: str, body: str = "", **asked: str) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(site)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, "/wechat", params=asked, content=body)

    return asyncio.run(once())


def message(nonce: str, *, late: int = 0, id_: str = "42", account: Wechat = ACCOUNT) -> Any:
    """A message as WeChat sends it: (query, body)."""
    when = str(int(clock.now().timestamp()) - late)
    told = (
        "<xml><ToUserName>gh_10</ToUserName><FromUserName>oOpenIdOfTheReporter</FromUserName>"
        f"<MsgType>text</MsgType><Content>{SAID}</Content><MsgId>{id_}</MsgId></xml>"
    )
    sealed = wechat.encrypted(account, told, os.urandom(16))
    asked = {
        "timestamp": when,
        "nonce": nonce,
        "signature": wechat.signature(account.token, when, nonce),
        "msg_signature": wechat.signature(account.token, when, nonce, sealed),
        "encrypt_type": "aes",
    }
    return asked, f"<xml><ToUserName>gh_10</ToUserName><Encrypt>{sealed}</Encrypt></xml>"


def test_a_message_is_answered_with_the_link_and_the_picture_and_nothing_else() -> None:
    asked, body = message("1")
    answer = call(app(), "POST", body, **asked)
    assert answer.status_code == 200
    outer = wechat.fields(answer.text)
    assert outer["MsgSignature"] == wechat.signature(
        ACCOUNT.token, outer["TimeStamp"], outer["Nonce"], outer["Encrypt"]
    )
    reply = wechat.decrypted(ACCOUNT, outer["Encrypt"])
    assert f"<Url>{ADDRESS}/zh/?via=wei</Url>" in reply
    assert f"<PicUrl>{ADDRESS}/wechat/form.png</PicUrl>" in reply
    assert SAID not in reply


def test_the_picture_leads_to_the_form() -> None:
    with Image.open(io.BytesIO(wechat.picture(f"{ADDRESS}/zh/?via=wei"))) as drawn:
        (found,) = zxingcpp.read_barcodes(drawn.convert("L"))
    assert found.text == f"{ADDRESS}/zh/?via=wei"


def test_the_first_call_is_answered_with_its_own_word() -> None:
    asked, _ = message("1")
    assert call(app(), "GET", echostr="shr5ch", **asked).text == "shr5ch"
    wrong = {**asked, "signature": "0" * 40}
    assert call(app(), "GET", echostr="shr5ch", **wrong).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "0" * 40},
        {"msg_signature": "0" * 40},
        {"msg_signature": ""},
        {"nonce": "2"},
        {"timestamp": ""},
        {"timestamp": "9" * 20},
    ],
)
def test_a_forged_call_is_refused(change: dict[str, str]) -> None:
    asked, body = message("1")
    assert call(app(), "POST", body, **{**asked, **change}).status_code == 403


def test_an_old_call_and_one_of_another_account_are_refused() -> None:
    for asked, body in (
        message("1", late=301),
        message("1", late=-301),
        message("1", account=replace(ACCOUNT, app_id="wx0")),
        message("1", account=replace(ACCOUNT, token="other")),
    ):
        assert call(app(), "POST", body, **asked).status_code == 403
    asked, _ = message("1")
    assert (
        call(app(), "POST", "<xml><Content>plain mode</Content></xml>", **asked).status_code == 403
    )
    assert call(app(), "POST", "x" * 70_000, **asked).status_code == 403


def test_a_call_repeated_is_refused_and_a_message_sent_again_is_answered_once() -> None:
    site = app()
    asked, body = message("1", id_="7")
    assert "Encrypt" in call(site, "POST", body, **asked).text
    assert call(site, "POST", body, **asked).status_code == 403
    # WeChat itself sends the message again under a new nonce when it heard nothing
    again, body = message("2", id_="7")
    assert call(site, "POST", body, **again).text == "success"


def test_what_was_seen_is_remembered_for_ten_minutes_and_not_by_name() -> None:
    seen = wechat.Seen()
    now = int(datetime(2026, 5, 14, tzinfo=UTC).timestamp())
    assert seen.is_new("message|oOpenId", now)
    assert not seen.is_new("message|oOpenId", now + 600)
    assert seen.is_new("message|other", now + 601)
    assert seen.is_new("message|oOpenId", now + 602)
    assert "oOpenId" not in repr(vars(seen))


def test_without_an_account_there_is_no_such_entrance() -> None:
    assert wechat.routes(Settings(secret=b"s" * 32)) == []
