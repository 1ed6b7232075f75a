"""Cut the icon sprite from the outline icons of @tabler/icons (MIT).

    python tools/ui/icons.py FOLDER      FOLDER holds the unpacked package (npm pack, tar x)

Each `<symbol>` bears our name for what it means, so that a change of drawing touches no template.
Stroke, colour and size come from the stylesheet through `<use>`, by inheritance.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "mangnon" / "ui" / "static" / "ui" / "icons.svg"
NOTE = "Tabler Icons, MIT licence, Copyright (c) 2020-2026 Pawel Kuna; see vendor/LICENSES/tabler-icons.txt"

ICONS = {
    "alert": "alert-octagon", "arrow-down": "arrow-down", "arrow-up": "arrow-up", "attach": "paperclip",
    "back": "chevron-left", "ban": "ban", "books": "books", "building": "building-bank",
    "calendar": "calendar", "calendar-event": "calendar-event", "check": "check", "child": "mood-kid",
    "chevron": "chevron-down", "circle-check": "circle-check", "clipboard": "clipboard-text",
    "clock": "clock", "close": "x", "cloud-off": "cloud-off", "coin": "coin", "columns": "columns-3",
    "copy": "copy", "desktop": "device-desktop", "doing": "circle-half-2", "download": "download",
    "edit": "pencil", "exit": "door-exit", "eye": "eye", "eye-off": "eye-off", "file": "file-text",
    "filter": "filter", "folder": "folder", "folder-open": "folder-open", "forward": "arrow-forward-up",
    "gauge": "gauge", "gift": "gift", "help": "help-circle", "history": "history", "home": "home",
    "home-heart": "home-heart", "home-move": "home-move", "hourglass": "hourglass-low",
    "info": "info-circle", "keyboard": "keyboard", "language": "language", "late": "clock-exclamation",
    "link": "link", "list-check": "list-check", "lock": "lock", "mail": "mail", "medicine": "medicine-syrup",
    "menu": "menu-2", "merge": "git-merge", "message": "message", "moon": "moon", "next": "chevron-right",
    "no-call": "phone-off", "pencil-plus": "pencil-plus", "people": "users", "person": "user",
    "phone": "phone", "phone-in": "phone-incoming", "photo": "photo", "pin": "map-pin", "plus": "plus",
    "print": "printer", "refresh": "refresh", "report": "report", "school": "school", "search": "search",
    "settings": "adjustments", "shield": "shield-check", "sign-out": "logout", "sun": "sun",
    "support": "heart-handshake", "target": "target-arrow", "todo": "circle-dashed", "trash": "trash",
    "undo": "arrow-back-up", "upload": "upload",
}  # fmt: skip


def symbol(name: str, source: str) -> str:
    """Turn one icon file into a symbol: only its paths, white space dropped."""
    body = re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL)
    inner = body[body.index(">", body.index("<svg")) + 1 : body.rindex("</svg>")]
    shapes = [shape for shape in re.findall(r"<[^>]+>", inner) if 'stroke="none"' not in shape]
    drawn = "".join(re.sub(r"\s+", " ", shape).replace(" />", "/>") for shape in shapes)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>'


def main(folder: str) -> None:
    """Write the sprite."""
    outline = Path(folder) / "icons" / "outline"
    symbols = [symbol(name, (outline / f"{file}.svg").read_text()) for name, file in sorted(ICONS.items())]
    head = f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- {NOTE} -->\n'
    TARGET.write_text(head + "\n".join(symbols) + "\n</svg>\n")
    print(f"{len(symbols)} icons, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
