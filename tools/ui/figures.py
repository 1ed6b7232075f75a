"""Cut a digits-only companion of Be Vietnam Pro whose ten figures are equally wide.

    python tools/ui/figures.py           (needs fonttools and brotli, in a scratch environment)

The family has no tabular figures: its 1 is 385 units wide, its 4 is 710. Each digit is centred in one common
advance, and the 1 gets a foot so that 11 leaves no hole. The result stays under the OFL (no reserved name).
"""

from __future__ import annotations

from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "mangnon" / "ui" / "static" / "ui" / "fonts"
DIGITS = range(0x30, 0x3A)
ADVANCE = {400: 656, 500: 656, 600: 676}
NAME = "Mang Non Figures"


def digits_only(path: Path) -> TTFont:
    """Open a font and drop everything but its ten digits."""
    font = TTFont(path)
    options = Options()
    options.hinting, options.layout_features, options.name_IDs = False, [], [0, 1, 2, 3, 5, 14]
    cutter = Subsetter(options)
    cutter.populate(unicodes=DIGITS)
    cutter.subset(font)
    return font


def give_foot(font: TTFont) -> None:
    """Draw a bar under the 1, as thick as the stem is wide by eye."""
    glyf, name = font["glyf"], font.getBestCmap()[0x31]
    one = glyf[name]
    base = [x for x, y in one.coordinates if y < 20]
    stem, middle = max(base) - min(base), (max(base) + min(base)) / 2
    thick, half = round(stem * 0.86), 205 + stem // 6
    pen = TTGlyphPen(None)
    one.draw(pen, glyf)
    corners = ((-half, 0), (-half, thick), (half, thick), (half, 0))
    pen.moveTo((middle + corners[0][0], corners[0][1]))
    for across, up in corners[1:]:
        pen.lineTo((middle + across, up))
    pen.closePath()
    footed = pen.glyph()
    footed.recalcBounds(glyf)
    glyf[name] = footed


def space_evenly(font: TTFont, advance: int) -> None:
    """Centre each digit in the common advance."""
    glyf, metrics, cmap = font["glyf"], font["hmtx"], font.getBestCmap()
    for code in DIGITS:
        name = cmap[code]
        pen = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[name].draw(pen)
        left, _, right, _ = pen.bounds
        glyph = glyf[name]
        glyph.expand(glyf)
        glyph.coordinates.translate((round((advance - (right - left)) / 2 - left), 0))
        glyph.recalcBounds(glyf)
        metrics[name] = (advance, glyph.xMin)


def main() -> None:
    """Cut one companion for each weight that tables use."""
    for weight, advance in ADVANCE.items():
        font = digits_only(FONTS / f"be-vietnam-pro-latin-{weight}.woff2")
        give_foot(font)
        space_evenly(font, advance)
        for record in font["name"].names:
            if record.nameID in (1, 3):
                record.string = NAME
        font.flavor = "woff2"
        target = FONTS / f"mang-non-figures-{weight}.woff2"
        font.save(target)
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
