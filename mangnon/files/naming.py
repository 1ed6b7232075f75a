"""Names that people gave: cleaned for showing, never used on the disk."""

from __future__ import annotations

import re
import unicodedata

from mangnon.files.kinds import FACTS, Kind
from mangnon.files.refusals import ProgramName

LONGEST = 100
PROGRAMS = re.compile(
    "ade|adp|apk|app|application|asp|aspx|bas|bat|cgi|chm|cmd|com|cpl|crt|dll|docm|dotm|exe|gadget|hta|html?|inf|ins"
    "|iso|jar|jse?|jsp|lnk|mht|mhtml|mjs|msc|msi|msp|mst|pif|php|phtml|pl|potm|ppsm|pptm|ps1|psm1|py|reg|rgs|scf|scr"
    "|sct|sh|shtml|svgz?|swf|url|vbe?|vbs|ws[cfh]?|xaml|xhtml|xlam|xll|xlsm|xltm|xml|xslt?"
)
"""What a name must not end in."""
HIDDEN_PROGRAMS = re.compile("exe|scr|jse?|vbe?|vbs|bat|cmd|hta|html?|php|svgz?|ps1|lnk|jar|msi|pif|docm|xlsm")
"""What it must not hold before its ending either: ``exe.pdf`` is made to be mistaken."""
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%]+')


def refuse_program_names(name: str) -> None:
    """Raise ProgramName when any ending in the name, hidden or not, is a program's: ``giấy.pdf.exe``."""
    plain = unicodedata.normalize("NFKC", _last_part(_visible(name))).lower()
    endings = [one.strip() for one in plain.strip(" .").split(".")[1:]]
    for place, ending in enumerate(endings, 1):
        known = PROGRAMS if place == len(endings) else HIDDEN_PROGRAMS
        if known.fullmatch(ending):
            raise ProgramName(suffix=f".{ending}")


def shown_name(name: str, kind: Kind) -> str:
    """The name as it is shown and offered for saving: one line, no path, the ending that the content has."""
    stem = _FORBIDDEN.sub(" ", _last_part(_visible(name)))
    stem = " ".join(stem.split()).strip(" .")
    suffixes = FACTS[kind].suffixes
    ending = next((one for one in suffixes if stem.lower().endswith(one)), "")
    stem = (stem[: -len(ending)] if ending else _without_foreign_ending(stem)).strip(" .")[:LONGEST].strip(" .")
    if not stem or RESERVED.fullmatch(stem):
        stem = f"tệp {stem}".strip()
    return stem + suffixes[0]


def _visible(name: str) -> str:
    """Without control signs, direction marks and half surrogates; composed as Vietnamese is written."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(" " if sign in "\t\r\n" else sign for sign in composed if _is_shown(sign))


def _is_shown(sign: str) -> bool:
    return sign in "\t\r\n" or unicodedata.category(sign) not in _HIDDEN


def _last_part(name: str) -> str:
    return re.split(r"[/\\]", name)[-1]


def _without_foreign_ending(stem: str) -> str:
    """``ảnh.png`` that is a JPEG becomes ``ảnh``; a date at the end stays."""
    known = {suffix for facts in FACTS.values() for suffix in facts.suffixes} | {
        ".heic",
        ".jfif",
        ".tsv",
        ".doc",
        ".xls",
    }
    return next((stem[: -len(one)] for one in known if stem.lower().endswith(one)), stem)
