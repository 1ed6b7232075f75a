"""Join the stylesheets and scripts of the kit into the few files that pages load.

    python tools/ui/bundle.py            write css/all.css, css/plain.css, js/all.js, js/plain.js
    python tools/ui/bundle.py --check    say which of them is older than its sources

One link and one script a page instead of twenty: on a mountain commune's line each request costs 300 ms.
Scripts are joined here and not by the browser, since hashed file names would break `import "./words.js"`.
Joining drops comments, import lines and the word `export`; names at the top of modules must therefore differ.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "mangnon" / "ui" / "static" / "ui"
PLAIN_CSS = ("tokens", "fonts", "base", "shell", "calm", "parts", "forms", "phone", "print")
ALL_CSS = (
    "tokens", "fonts", "base", "shell", "calm", "parts", "over", "tables", "lines", "record", "figures", "series",
    "squares", "forms", "narrow", "phone", "print",
)  # fmt: skip
PLAIN_JS = ("words", "acts", "theme", "drafts", "combo")
ALL_JS = (*PLAIN_JS, "menus", "keys", "palette", "drawer", "toasts", "lock")
HEAD = "/* Made by tools/ui/bundle.py from the files beside it; change those. */\n"

TARGETS = {"css/all.css": ALL_CSS, "css/plain.css": PLAIN_CSS, "js/all.js": ALL_JS, "js/plain.js": PLAIN_JS}


def join_css(names: tuple[str, ...]) -> str:
    """Stylesheets in order, without comments and indentation."""
    text = "\n".join((STATIC / "css" / f"{name}.css").read_text() for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};])\s*", r"\1", text).replace(";}", "}").strip() + "\n"


def join_js(names: tuple[str, ...]) -> str:
    """Modules in order, each after those it imports from, without import and export words."""
    parts: list[str] = []
    for name in names:
        source = (STATIC / "js" / f"{name}.js").read_text()
        for wanted in re.findall(r'^import .*"\./(\w+)\.js";$', source, flags=re.MULTILINE):
            if wanted not in names[: names.index(name)]:
                raise SystemExit(f"{name}.js imports {wanted}.js, which must stand before it")
        source = re.sub(r"^import .*;\n", "", source, flags=re.MULTILINE)
        source = re.sub(r"^export ", "", source, flags=re.MULTILINE)
        source = re.sub(r"^\s*/\*.*?\*/\n?", "", source, flags=re.DOTALL | re.MULTILINE)
        parts.append(source.strip())
    whole = "\n".join(line.strip() for line in "\n".join(parts).splitlines() if line.strip())
    named = Counter(re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", "\n".join(parts), re.MULTILINE))
    twice = [name for name, times in named.items() if times > 1]
    if twice:
        raise SystemExit(f"two modules use the same name at their top: {', '.join(twice)}")
    return whole + "\n"


def made() -> dict[str, str]:
    """Text of every joined file, by its path in the static folder."""
    join = {"css": join_css, "js": join_js}
    return {path: HEAD + join[path.split("/")[0]](names) for path, names in TARGETS.items()}


def main(words: list[str]) -> int:
    """Write or check."""
    stale = []
    for path, text in made().items():
        target = STATIC / path
        if words == ["--check"]:
            stale += [] if target.exists() and target.read_text() == text else [path]
        else:
            target.write_text(text)
            print(f"{path}: {len(text.encode())} bytes")
    print("\n".join(f"older than its sources: {path}" for path in stale), end="")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
