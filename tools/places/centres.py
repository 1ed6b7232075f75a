"""Write centres.tsv: one published point for each commune-level unit in force since July 2025.

    python tools/places/centres.py SOURCES mangnon/places/data

SOURCES as for compile.py; only the dataset of vietnamadminunits 1.0.4 (MIT) is read.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path


def main() -> int:
    """Read the points, write the file. Same source, same bytes."""
    sources, out = map(Path, sys.argv[1:3])
    data = sources / "vietnamadminunits-1.0.4/vietnamadminunits/data/dataset.db"
    db = sqlite3.connect(f"file:{data}?mode=ro", uri=True)
    rows = db.execute("select wardCode, wardLat, wardLon from admin_units order by wardCode").fetchall()
    lines = ["code\tnorth\teast", *(f"{code}\t{lat:.4f}\t{lon:.4f}" for code, lat, lon in rows)]
    (out / "centres.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
