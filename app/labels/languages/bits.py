"""The picture as rows of whole bytes, the leftmost dot in the highest bit."""

from PIL import Image, ImageChops


def row_bytes(image: Image.Image) -> int:
    """How many bytes hold one row."""
    return (image.width + 7) // 8


def black_is_one(image: Image.Image) -> bytes:
    """Rows from the top; the bits that fill the last byte are white."""
    return ImageChops.invert(image.convert("L")).convert("1", dither=Image.Dither.NONE).tobytes()


def black_is_zero(image: Image.Image) -> bytes:
    """The same where a 0 burns; the bits that fill the last byte are white, too."""
    return bytes(byte ^ 0xFF for byte in black_is_one(image))
