"""A network camera for tests: MJPEG over HTTP on this computer, which can stall, be pulled out and be put back."""

import http.server
import io
import secrets
import threading
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

PHOTOS = Path(__file__).parents[1] / "data" / "photos"


def fresh(folder: Path) -> Path:
    """The photographs of tests/data for one camera: to the eye the same, but no byte for byte copy of another's."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in PHOTOS.glob("*.png"):
        (folder / file.name).write_bytes(file.read_bytes() + secrets.token_bytes(8))
    return folder


def photos(width: int = 1280, height: int = 720) -> list[bytes]:
    """The photographs of tests/data as JPEG frames of one size."""
    return [frame(Image.open(file), width, height) for file in sorted(PHOTOS.glob("*.png"))]


def frame(image: Image.Image, width: int = 1280, height: int = 720) -> bytes:
    """One picture as such a frame."""
    file = io.BytesIO()
    image.convert("RGB").resize((width, height)).save(file, "JPEG", quality=85)
    return file.getvalue()


class MjpegCamera:
    """`url` is where it is seen; `frames` may be changed while it runs."""

    def __init__(self, frames: Sequence[bytes] = (), fps: float = 30.0) -> None:
        self.frames = list(frames or photos())
        self.is_stalled = False
        self.served = 0
        self._step = 1 / fps
        self._server: _Server | None = None
        self._port = 0
        self.plug()

    @property
    def url(self) -> str:
        """What to open."""
        return f"http://127.0.0.1:{self._port}/live.mjpg"

    def plug(self) -> None:
        """It answers, on the same port as before."""
        self._server = _Server(self._port, self)
        self._port = int(self._server.server_address[1])

    def unplug(self) -> None:
        """It is gone: streams are cut, nothing answers; returns when its threads ended."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def stream(self, handler: "_Handler") -> None:
        """Frame after frame until somebody hangs up."""
        server = handler.server
        assert isinstance(server, _Server)
        while not server.is_stopped.wait(self._step):
            if self.is_stalled:
                continue
            data = self.frames[self.served // 30 % len(self.frames)]
            head = f"--cut\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
            handler.wfile.write(head.encode() + data + b"\r\n")
            self.served += 1


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=cut")
        self.end_headers()
        assert isinstance(self.server, _Server)
        try:
            self.server.camera.stream(self)
        except OSError:
            return  # the program hung up

    def log_message(self, *_: object) -> None:
        return


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = False  # so that they are waited for
    allow_reuse_address = True

    def __init__(self, port: int, camera: MjpegCamera) -> None:
        self.camera = camera
        self.is_stopped = threading.Event()
        super().__init__(("127.0.0.1", port), _Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), name="mjpeg")
        self._thread.start()

    def stop(self) -> None:
        self.is_stopped.set()
        self.shutdown()
        self.server_close()
        self._thread.join()
