"""What the public pages are told at their start: the secret outside the books, the entrance of WeChat, the way out."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app import errors, paths
from app.reporting import errors as no
from app.reporting import receipts, tickets

SECRET_FILE: Final = "reporting.secret"
#: Where "leave quickly" leads to: a page that everybody opens.
EXIT: Final = "https://www.gov.cn/"


@dataclass(frozen=True, slots=True)
class Wechat:
    """The official account: its token, its key for messages, its AppID."""

    token: str
    aes_key: str
    app_id: str

    def __repr__(self) -> str:
        return "Wechat(…)"


@dataclass(frozen=True, slots=True)
class Settings:
    """`secret` peppers receipts and marks tickets; `address` is how citizens reach the pages.

    `behind_proxy`: who calls is told by the proxy's X-Forwarded-For, whose last word is the proxy's own.
    """

    secret: bytes
    address: str = ""
    exit_url: str = EXIT
    bits: int = tickets.BITS
    behind_proxy: bool = False
    wechat: Wechat | None = None

    def __repr__(self) -> str:
        return f"Settings(address={self.address!r})"


def from_environment(*, proxied: bool = False) -> Settings:
    """ANKU_REPORTING_SECRET_FILE, ANKU_PUBLIC_ADDRESS, ANKU_EXIT_URL, ANKU_WECHAT_TOKEN/_AES_KEY/_APP_ID."""
    told = os.environ
    names = ("ANKU_WECHAT_TOKEN", "ANKU_WECHAT_AES_KEY", "ANKU_WECHAT_APP_ID")
    wechat = [told.get(name, "") for name in names]
    file = told.get("ANKU_REPORTING_SECRET_FILE")
    return Settings(
        secret=secret_of(Path(file) if file else paths.data() / SECRET_FILE),
        address=told.get("ANKU_PUBLIC_ADDRESS", "").rstrip("/"),
        exit_url=told.get("ANKU_EXIT_URL") or EXIT,
        wechat=Wechat(*wechat) if all(wechat) else None,
        behind_proxy=proxied,
    )


def secret_of(file: Path) -> bytes:
    """The secret in a file that its owner alone may read; drawn when there is none.

    It lies apart from the books on purpose: a backup of the books must not carry it. Lost, no receipt opens any more.
    """
    try:
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as made:
                made.write(secrets.token_hex(receipts.PEPPER) + "\n")
                made.flush()
                os.fsync(made.fileno())
        told = bytes.fromhex(file.read_text("ascii").strip())
    except FileExistsError:  # another process was quicker
        return secret_of(file)
    except OSError as trouble:
        raise errors.PathUnusable.of(trouble, file) from trouble
    except ValueError as wrong:
        raise no.EntranceClosed from wrong
    if len(told) < receipts.PEPPER:
        raise no.EntranceClosed
    return told
