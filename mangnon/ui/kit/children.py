"""Sample: a list with its filter sentence (mock 05)."""

from __future__ import annotations

from typing import Any

from mangnon.ui.kit.frame import frame
from mangnon.ui.parts import (
    Act,
    Cell,
    Clause,
    Column,
    ColumnChoice,
    EmptyState,
    Kind,
    Link,
    ListBar,
    Option,
    PageHead,
    Pager,
    Row,
    Sentence,
    Soft,
    State,
    Status,
    Tab,
    Table,
    Words,
)

HEADS = (
    Column("Họ và tên", Kind.NAME, sort_url="?order=name", sorted="down"),
    Column("Sinh", Kind.DATE),
    Column("Giới"),
    Column("Dân tộc", card=False),
    Column("Thôn, xã nay"),
    Column("Xã cũ", soft=True),
    Column("Sống với", card=False),
    Column("Thăm gần nhất", Kind.DATE),
    Column("Cách đây", Kind.NUMBER),
    Column("Người phụ trách"),
)
PEOPLE = (
    ("Hồ Văn An", "7/3/2014", "Nam", "Xơ Đăng", "Thôn 1, Trà Linh", "Trà Nam", "ông bà nội", "2/5/2026", 6,
     "Hồ Văn Thập"),
    ("Hồ Thị Ánh", "19/11/2012", "Nữ", "Xơ Đăng", "Thôn 3, Trà Tập", "Trà Cang", "mẹ", "28/3/2026", 7,
     "Hồ Thị Diệu"),
    ("Nguyễn Thị Ngọc Ánh", "năm 2015", "Nữ", "Kinh", "Thôn 1, Nam Trà My", "Trà Mai", "cha", "4/2/2026", 9,
     "Trần Đình Phú"),
    ("Hồ Thị Bông", "2/8/2018", "Nữ", "Xơ Đăng", "Thôn 2, Trà Vân", "Trà Vinh", "bà ngoại", "9/10/2025", 13, ""),
    ("Hồ Văn Dũng", "25/1/2013", "Nam", "Xơ Đăng", "Thôn 1, Trà Linh", "Trà Linh", "mẹ", "11/5/2026", 6,
     "Hồ Văn Thập"),
    ("Đinh Văn Đỏ", "30/6/2011", "Nam", "Co", "Thôn 4, Trà Leng", "Trà Dơn", "chú", "3/1/2026", 10,
     "Lê Thị Hồng Nhung"),
    ("Lê Hoàng Gia Hân", "12/12/2016", "Nữ", "Kinh", "Thôn 1, Nam Trà My", "Trà Mai", "bà nội", "20/5/2026", 6,
     "Trần Đình Phú"),
    ("Hồ Thị Hoa|(con bà Y Nhét)", "4/9/2017", "Nữ", "Xơ Đăng", "Thôn 2, Trà Linh", "Trà Linh", "mẹ",
     "16/4/2026", 7, "Hồ Văn Thập"),
    ("Hồ Thị Hoa|(con ông Bảy)", "năm 2017", "Nữ", "Xơ Đăng", "Thôn 2, Trà Linh", "Trà Linh", "bà nội",
     "21/9/2025", 14, "Hồ Văn Thập"),
    ("Y Lan", "17/2/2014", "Nữ", "Giẻ Triêng", "Thôn 3, Trà Leng", "Trà Leng", "cha", "6/3/2026", 8,
     "Lê Thị Hồng Nhung"),
    ("Hồ Văn Lượng", "8/10/2019", "Nam", "Xơ Đăng", "Thôn 1, Trà Vân", "Trà Vân", "ông bà ngoại", "15/11/2025",
     12, ""),
    ("Hồ Thị Ngọc Nữ", "23/3/2020", "Nữ", "Xơ Đăng", "Thôn 4, Trà Tập", "Trà Tập", "mẹ", "18/2/2026", 9,
     "Hồ Thị Diệu"),
    ("A Phúc", "năm 2012", "Nam", "Xơ Đăng", "Thôn 3, Trà Linh", "Trà Nam", "mẹ", "9/5/2026", 6, "Hồ Văn Thập"),
    ("Hồ Thị Y Quỳnh", "1/6/2015", "Nữ", "Xơ Đăng", "Thôn 2, Nam Trà My", "Trà Don", "cô", "30/12/2025", 10,
     "Trần Đình Phú"),
    ("Hồ Văn Thưởng", "14/7/2013", "Nam", "Xơ Đăng", "Thôn 1, Trà Leng", "Trà Dơn", "mẹ", "5/5/2026", 6,
     "Lê Thị Hồng Nhung"),
    ("Hồ Minh Tuệ", "27/5/2021", "Nam", "Xơ Đăng", "Thôn 2, Trà Tập", "Trà Cang", "bà ngoại", "22/3/2026", 8,
     "Hồ Thị Diệu"),
)  # fmt: skip


def _line(person: tuple[Any, ...]) -> Row:
    name, born, sex, people, place, before, lives_with, seen, months, worker = person
    first, _, told_apart = name.partition("|")
    late = Status(State.LATE, f"{months} tháng") if months >= 12 else None
    unassigned: Words = (Soft("chưa có · "), Link("giao", "#assign"))
    return Row(
        (
            Cell(first, note=told_apart),
            Cell(born),
            Cell(sex),
            Cell(people),
            Cell(place),
            Cell(before),
            Cell(lives_with),
            Cell(seen),
            Cell(f"{months} tháng", status=late),
            Cell(worker or unassigned),
        ),
        url="/_ui/detail",
        current=first == "Hồ Thị Bông",
    )


def rows() -> Table:
    """The sixteen children of the mock."""
    return Table("Trẻ em mồ côi chưa thăm từ 6 tháng", HEADS, tuple(_line(person) for person in PEOPLE))


def sentence() -> Sentence:
    """The filter of the mock, with what each clause offers."""
    group = (
        Option("mồ côi cha hoặc mẹ", "#1", chosen=True, note="37"),
        Option("mồ côi cả cha và mẹ", "#2", note="6"),
        Option("khuyết tật", "#3", note="112"),
    )
    place = (Option("5 xã Nam Trà My cũ", "#4", chosen=True), Option("xã Trà Linh", "#5"))
    seen = (Option("chưa thăm từ 6 tháng", "#6", chosen=True), Option("chưa thăm từ 12 tháng", "#7"))
    more = (Option("Tuổi", "#8"), Option("Dân tộc", "#9"), Option("Người phụ trách", "#10"))
    return Sentence(
        (
            "Trẻ em ",
            Clause("mồ côi cha hoặc mẹ", group, remove_url="#11"),
            ", ở ",
            Clause("5 xã Nam Trà My cũ", place, remove_url="#12"),
            ", ",
            Clause("chưa thăm từ 6 tháng", seen, remove_url="#13"),
            ".",
        ),
        more,
    )


def tabs() -> tuple[Tab, ...]:
    """Saved filters by name."""
    names = ("Tất cả", "Mồ côi, lâu chưa thăm", "Thẻ BHYT hết hạn tháng này", "Sắp đủ 16 tuổi",
             "Chưa soát lại năm 2026")  # fmt: skip
    return tuple(Tab(name, "#", active=nth == 1) for nth, name in enumerate(names))


def bar() -> ListBar:
    """What stands above the table."""
    return ListBar(
        "37 trẻ em",
        ("12 em đã quá 12 tháng", "3 em chưa có người phụ trách"),
        link="/_ui/list",
        columns=tuple(ColumnChoice(str(i), column.label) for i, column in enumerate(HEADS)),
        columns_url="#columns",
        export=Act("Xuất 37 dòng này", "#export", "download", post=True),
    )


def listing() -> tuple[str, dict[str, Any]]:
    """The list of children."""
    shell = frame("Trẻ em", place="Sở Y tế Đà Nẵng", name="Phan Thị Thu Thủy",
                  role="Chuyên viên, 5 xã Nam Trà My cũ")  # fmt: skip
    head = PageHead("Trẻ em", main=Act("Ghi một trẻ", "/_ui/form", "plus", key="n"))
    return "ui/list.html", {
        "shell": shell,
        "head": head,
        "tabs": tabs(),
        "sentence": sentence(),
        "bar": bar(),
        "table": rows(),
        "pager": Pager(after_url="#after", before_url="#before"),
    }


def listing_empty() -> tuple[str, dict[str, Any]]:
    """The same list when nothing fits."""
    template, context = listing()
    nothing = EmptyState(
        "Không em nào khớp cả ba điều kiện.",
        "Bỏ bớt một điều kiện để thấy thêm, hoặc xem tất cả trẻ em ở 5 xã này.",
        Act("Bỏ điều kiện cuối", "#drop"),
    )
    table = Table("Trẻ em", HEADS, empty=nothing)
    return template, {**context, "table": table, "bar": ListBar("0 trẻ em"), "pager": Pager()}
