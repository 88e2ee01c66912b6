"""The two symbols of a label as black-and-white pictures in whole dots: Code128 and DataMatrix."""

from typing import Final

from PIL import Image

QUIET_LINEAR: Final = 10  # modules of white on either side of a Code128
QUIET_MATRIX: Final = 1  # modules of white around a DataMatrix; the layouts leave more

WHITE: Final = 1


def linear(payload: str, width: int, height: int) -> Image.Image:
    """A Code128 as wide as whole dots per module allow, quiet zones included."""
    from barcode.codex import Code128

    modules = Code128(payload).build()[0]
    scale = width // (len(modules) + 2 * QUIET_LINEAR)
    if scale < 2:
        raise ValueError(f"a Code128 of {len(modules)} modules is unreadable on {width} dots")
    row = Image.new("1", (len(modules), 1))
    row.putdata([module == "0" for module in modules])
    return _on_white(row.resize((len(modules) * scale, height), Image.Resampling.NEAREST), width)


def matrix(payload: str, side: int) -> Image.Image:
    """A DataMatrix in a square of `side` dots, as large as whole dots per module allow."""
    import numpy as np
    import zxingcpp

    symbol = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.DataMatrix)
    picture = Image.fromarray(np.array(symbol.to_image(scale=1, add_quiet_zones=False)))
    modules = picture.width
    scale = side // (modules + 2 * QUIET_MATRIX)
    if scale < 2:
        raise ValueError(f"a DataMatrix of {modules} modules is unreadable on {side} dots")
    big = picture.resize((modules * scale, modules * scale), Image.Resampling.NEAREST)
    return _on_white(big.convert("1", dither=Image.Dither.NONE), side, side)


def _on_white(picture: Image.Image, width: int, height: int | None = None) -> Image.Image:
    height = height or picture.height
    white = Image.new("1", (width, height), WHITE)
    white.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    return white
