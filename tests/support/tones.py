"""Makes the four short sounds: python -m tests.support.tones writes them into resources/sounds."""

import io
import math
import struct
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SOUNDS: Final = Path(__file__).resolve().parents[2] / "resources" / "sounds"
RATE: Final = 22_050
_EDGE_S: Final = 0.006

# (hertz, seconds) one after another; 0 hertz is a rest. Told apart by shape, not by pitch alone.
SHAPES: Final = {
    "hit": ((1318.5, 0.09),),
    "miss": ((440.0, 0.11), (0.0, 0.04), (440.0, 0.11)),
    "refused": ((311.1, 0.16), (220.0, 0.26)),
    "finished": ((659.3, 0.09), (880.0, 0.09), (1318.5, 0.16)),
}


def _samples(hertz: float, seconds: float) -> Iterator[int]:
    count = int(RATE * seconds)
    for at in range(count):
        now = at / RATE
        edge = min(1.0, now / _EDGE_S, (seconds - now) / _EDGE_S)
        body = math.exp(-3 * now / seconds)
        wave_form = math.sin(2 * math.pi * hertz * now) + 0.25 * math.sin(4 * math.pi * hertz * now)
        yield int(14_000 * edge * body * wave_form)


def sound(name: str) -> bytes:
    """The bytes of one sound as a WAV file."""
    samples = [each for hertz, seconds in SHAPES[name] for each in _samples(hertz, seconds)]
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


def main() -> None:
    """Write them all."""
    SOUNDS.mkdir(exist_ok=True)
    for name in SHAPES:
        (SOUNDS / f"{name}.wav").write_bytes(sound(name))


if __name__ == "__main__":
    main()
