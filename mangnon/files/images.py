"""Pictures: measured before they are decoded, turned upright, written anew without a word about where and when."""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFilter

from mangnon.files.kinds import LONGEST_SIDE, Accepts, Kind
from mangnon.files.refusals import ImageBroken, TooManyPixels
from mangnon.lib.numbers import format_int

_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
_SAVING: dict[Kind, dict[str, int | bool]] = {
    Kind.JPEG: {"quality": 90, "progressive": False},
    Kind.PNG: {"compress_level": 3},
    Kind.WEBP: {"quality": 88, "method": 2},
}
_SCAN = re.compile(rb"\xff\xda")
MOST_SCANS = 40
"""A progressive photo has about ten passes; hundreds only keep the processor busy."""
_ORIENTATION = 0x0112
_TURNS: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each way of holding a camera, as EXIF numbers them."""
_BLUR_FROM, _BLUR_TO = 8, 160
"""A blurred copy is drawn from so few points that nobody can be made out, however it is sharpened."""


def clean_image(data: bytes, kind: Kind, accepts: Accepts) -> bytes:
    """The picture written anew: pixels and nothing else. Raises TooManyPixels, ImageBroken."""
    with _opened(data, kind, accepts) as image:
        upright = _upright(image)
    made = _written(upright, kind)
    if len(made) > accepts.most_bytes and kind is not Kind.JPEG:
        made = _written(upright, kind, quality=80) if kind is Kind.WEBP else _written(_few_colours(upright), kind)
    return made


def blurred(data: bytes, kind: Kind) -> bytes:
    """A JPEG of a cleaned picture in which only light and dark patches are left."""
    with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
        small = image.convert("RGB")
    small.thumbnail((_BLUR_FROM, _BLUR_FROM), Image.Resampling.BOX)
    scale = _BLUR_TO / max(small.size)
    size = (max(1, round(small.width * scale)), max(1, round(small.height * scale)))
    large = small.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(_BLUR_TO / _BLUR_FROM / 2))
    return _written(large, Kind.JPEG)


@contextmanager
def _opened(data: bytes, kind: Kind, accepts: Accepts) -> Iterator[Image.Image]:
    """The picture, decoded, once its size is known to be harmless."""
    if kind is Kind.JPEG and sum(1 for _one in _SCAN.finditer(data)) > MOST_SCANS:
        raise ImageBroken
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own limit is another; ours is asked below
            image = Image.open(io.BytesIO(data), formats=[_FORMATS[kind]])
            _refuse_size(image.size, accepts)
            image.load()
    except Image.DecompressionBombError as trouble:
        raise TooManyPixels(width="?", height="?", most=_millions(accepts), side=format_int(LONGEST_SIDE)) from trouble
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        OverflowError,
        IndexError,
        TypeError,
        struct.error,
    ) as trouble:
        raise ImageBroken from trouble
    with image:
        yield image


def _refuse_size(size: tuple[int, int], accepts: Accepts) -> None:
    width, height = size
    if width * height > accepts.most_pixels or max(size) > LONGEST_SIDE:
        raise TooManyPixels(
            width=format_int(width),
            height=format_int(height),
            most=_millions(accepts),
            side=format_int(LONGEST_SIDE),
        )


def _millions(accepts: Accepts) -> str:
    return format_int(accepts.most_pixels // 1_000_000)


def _upright(image: Image.Image) -> Image.Image:
    """Pixels alone, turned as the camera was held, in colours that every format can hold."""
    turn = _TURNS.get(_orientation(image))
    turned = image.transpose(turn) if turn is not None else image
    clear = "A" in turned.mode or "transparency" in image.info
    plain = turned.convert("RGBA" if clear else "L" if turned.mode in ("1", "L") else "RGB")
    plain.info.clear()
    return plain


def _orientation(image: Image.Image) -> object:
    """How the camera was held; upright when its words can't be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return image.getexif().get(_ORIENTATION)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, IndexError, struct.error, ZeroDivisionError):
        return None


def _written(image: Image.Image, kind: Kind, **changed: int) -> bytes:
    out = io.BytesIO()
    drawn = image.convert("RGB") if kind is Kind.JPEG and image.mode == "RGBA" else image
    drawn.save(out, _FORMATS[kind], **{**_SAVING[kind], **changed})
    return out.getvalue()


def _few_colours(image: Image.Image) -> Image.Image:
    return image.quantize(256, method=Image.Quantize.FASTOCTREE)
