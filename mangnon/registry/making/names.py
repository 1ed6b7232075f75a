"""Names as they are given in the province: Kinh, and the peoples of its western mountains (invented mixtures).

Shares are ours: Nguyễn about 40 %, a dozen family names for most people, Thị and Văn common among the parents, rarer
among the children (``domain`` notes on names). Code of the ethnic group → customs.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

KINH, XO_DANG, CO_TU, GIE_TRIENG, CO = "01", "16", "25", "29", "30"


def _weighted(text: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """``A 3, B`` → words and cumulative weights; a word without a figure weighs 1."""
    words, total, sums = [], 0.0, []
    for part in text.split(","):
        word, _, weight = part.strip().rpartition(" ") if part.strip()[-1].isdigit() else (part.strip(), "", "1")
        total += float(weight)
        words.append(word)
        sums.append(total)
    return tuple(words), tuple(sums)


_FAMILY = _weighted(
    "Nguyễn 380, Trần 110, Lê 95, Phạm 60, Huỳnh 48, Phan 46, Võ 42, Đặng 26, Bùi 20, Trương 18, Hồ 16, Đỗ 15, Ngô 14,"
    " Dương 11, Đoàn 10, Đinh 10, Lương 9, Mai 8, Cao 8, Hoàng 8, Lý 6, Châu 6, Vũ 6, Hà 6, Trịnh 5, Thái 5, Lưu 5,"
    " Tạ 5, Tô 4, Ông 4, Doãn 3, Kiều 3, Thân 3, Vương 3, Bạch 2, La 2, Từ 2, Nguyễn Hữu 3, Trần Lê 2, Tôn Nữ 1"
)
_MIDDLE_BOY = _weighted(
    "Văn 90, Quốc 42, Minh 40, Đức 38, Gia 44, Hữu 26, Công 22, Thanh 24, Ngọc 22, Anh 30, Tuấn 22, Hoàng 26, Nhật 24,"
    " Bảo 20, Thành 18, Xuân 14, Đình 18, Quang 20, Trung 14, Khánh 12, Tấn 14, Duy 16, Thiên 16, Phúc 12, Đăng 12,"
    " Viết 8, Phước 8, Bá 6, Thái 6, Lê 5, Nguyễn 5, Trần 4"
)
_MIDDLE_GIRL = _weighted(
    "Thị 120, Ngọc 40, Thanh 34, Thùy 24, Bảo 36, Khánh 26, Minh 26, Phương 24, Quỳnh 20, Gia 22, Tường 14, Diễm 10,"
    " Kim 18, Mỹ 14, Hồng 12, Như 16, Thu 16, Hoài 10, Thị Thanh 12, Thị Thu 12, Thị Kim 8, Thị Mỹ 8, Tú 8, An 8,"
    " Thảo 8, Trúc 6, Cẩm 5, Nhã 5, Hà 6, Lê 4"
)
_GIVEN_BOY = _weighted(
    "Huy 30, Bảo 28, Khang 26, Minh 24, Phúc 20, Nam 16, Long 16, Khôi 18, Đạt 18, Quân 18, Kiệt 16, Phát 16, Anh 16,"
    " Thịnh 14, Tuấn 10, Hưng 14, Nguyên 14, Đăng 10, Khoa 14, Việt 10, Duy 12, Vinh 10, Hiếu 12, Thành 10, Trí 10,"
    " Tài 8, Lộc 8, Nghĩa 8, Sơn 8, Tùng 6, Dũng 6, Hải 6, Lâm 8, An 10, Bình 6, Cường 6, Hòa 3, Hoàng 10, Khánh 8,"
    " Kiên 8, Luân 4, Nhân 8, Phong 12, Phước 6, Quang 8, Quý 5, Tân 4, Thái 5, Thắng 6, Thiện 8, Thuận 5, Tiến 6,"
    " Toàn 5, Trung 5, Trường 6, Tú 5, Vũ 8, Đức 8, Định 3, Hậu 5, Lợi 3, Mạnh 4, Pháp 2, Tín 5, Triết 3, Hào 4,"
    " Danh 3, Sang 3"
)
_GIVEN_GIRL = _weighted(
    "Anh 24, Trang 16, Linh 18, Ngọc 18, Hân 24, Vy 26, My 18, Thảo 16, Nhi 22, Trâm 18, Ngân 18, Hà 12, Hương 8,"
    " Lan 6, Mai 8, Nga 5, Nguyệt 4, Nhung 5, Oanh 4, Phương 12, Quyên 6, Quỳnh 12, Tâm 6, Thanh 4, Thủy 6, Thúy 5,"
    " Thư 16, Tiên 10, Trinh 8, Trúc 10, Tuyền 6, Tuyết 3, Uyên 8, Vân 6, Yến 8, Diễm 4, Dung 3, Duyên 6, Giang 5,"
    " Hạnh 5, Hiền 6, Hoa 4, Hòa 2, Hoài 3, Hồng 4, Huệ 2, Huyền 6, Khánh 4, Kiều 3, Lam 5, Liên 3, Loan 3, Ly 8,"
    " Ánh 5, Ân 4, Châu 8, Chi 10, Đan 5, Như 14, Sương 3, Thơ 3, Thương 6, Xuân 3, Ý 3, An 12, Thy 6, Mỹ 3, Nhiên 3"
)
_ELDER_MIDDLE_MAN = _weighted("Văn 62, Ngọc 6, Đình 6, Quang 5, Thanh 6, Minh 4, Hữu 4, Xuân 3, Công 3, Đức 3")
_ELDER_MIDDLE_WOMAN = _weighted("Thị 82, Thị Thu 4, Thị Kim 4, Thị Thanh 4, Ngọc 2, Thị Mỹ 3")
_CO_TU_CLAN = _weighted(
    "Alăng 20, Arất 12, Bhling 10, Bhơriu 8, Bríu 10, Cơlâu 8, Clâu 4, Hiên 6, Hiêng 4, Palăng 5, Pơloong 8, Riah 6,"
    " Riêh 3, Zơrâm 10, A Ting 5, Bnướch 3, Coor 4, Ra Pát 3, Tơ Ngôl 4"
)
_MOUNTAIN_BOY = _weighted(
    "Bhrố, Nướch, Ngước, Dơi, Pố, Chướt, Lai, Nhôn, Bhum, Núi, Rin, Vương 2, Nam 2, Hùng 2, Tuấn 2, Phúc 2, Thiện 2,"
    " Quân 2, Đạt 2, Huy 3, Khang 2, Long 2, Bảo 3, Nghĩa, Tân, Sơn, Lâm, Hiếu, Phong, Duy, Kiệt, Vinh, Thành"
)
_MOUNTAIN_GIRL = _weighted(
    "Hậu 2, Năng, Bhlúi, Nhơi, Đhia, Rơ, Lơi, Mưu, Sương 2, Hoa 2, Lan 2, Mơ 2, Linh 3, Thảo 2, My 3, Vy 2, Trâm 2,"
    " Ngọc 2, Nhi 2, Hương 2, Thúy, Thủy, Duyên, Hiền, Yến, Phương, Hằng, Nga, Ly, Mai"
)
_SIX = ("Văn", "Thị")


@dataclass(frozen=True, slots=True)
class Named:
    """A full name, taken apart as the making needs it (nobody else may)."""

    family: str
    middle: str
    given: str

    @property
    def full(self) -> str:
        """As it is written."""
        return " ".join(part for part in (self.family, self.middle, self.given) if part)


def child_name(random: Random, ethnic: str, sex: str, family: str) -> Named:
    """A child's name: the father's family name, or the custom of its people."""
    girl = sex == "2"
    if ethnic == KINH:
        pools = (_MIDDLE_GIRL, _GIVEN_GIRL) if girl else (_MIDDLE_BOY, _GIVEN_BOY)
        return Named(family, draw(random, pools[0]), draw(random, pools[1]))
    given = draw(random, _MOUNTAIN_GIRL if girl else _MOUNTAIN_BOY)
    if random.random() < 0.25:
        middle = draw(random, _MIDDLE_GIRL if girl else _MIDDLE_BOY)
    else:
        middle = _SIX[girl] if random.random() < 0.8 else ""
    if not family:  # Xơ Đăng, Giẻ Triêng: a marker of sex instead of a family name
        return Named("Y" if girl else "A", "", given)
    return Named(family, middle, given)


def grown_name(random: Random, ethnic: str, sex: str, family: str | None = None) -> Named:
    """A parent's or grandparent's name."""
    woman = sex == "2"
    family = family_name(random, ethnic) if family is None else family
    if ethnic == KINH:
        middle = draw(random, _ELDER_MIDDLE_WOMAN if woman else _ELDER_MIDDLE_MAN)
        return Named(family, middle, draw(random, _GIVEN_GIRL if woman else _GIVEN_BOY))
    given = draw(random, _MOUNTAIN_GIRL if woman else _MOUNTAIN_BOY)
    return Named(family, _SIX[woman], given) if family else Named("Y" if woman else "A", "", given)


def family_name(random: Random, ethnic: str) -> str:
    """A family name of the people; empty where there is none."""
    if ethnic == CO_TU:
        return draw(random, _CO_TU_CLAN)
    if ethnic == XO_DANG:
        return "Hồ" if random.random() < 0.72 else ""
    if ethnic == GIE_TRIENG:
        return random.choice(("Hồ", "Hồ", "Kring", "Un", "")) if random.random() < 0.9 else "Nguyễn"
    if ethnic == CO:
        return random.choice(("Đinh", "Đinh", "Hồ"))
    return draw(random, _FAMILY)


def draw(random: Random, pool: tuple[tuple[str, ...], tuple[float, ...]]) -> str:
    """One word of a weighted pool."""
    words, sums = pool
    return random.choices(words, cum_weights=sums)[0]
