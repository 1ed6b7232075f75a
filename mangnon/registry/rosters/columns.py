"""The columns of the official layout: what each is called, where it may be found in other people's sheets."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text

LAYOUT = "1"
"""Version of the layout, kept in the hidden sheet of each template."""
ORDINAL, SYSTEM_ID = "ordinal", "system_id"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the layout. ``choices`` names the list from which its cells are chosen."""

    key: str
    title: Text
    group: Text
    note: Text
    width: int = 14
    choices: str = ""
    required: bool = False
    sensitive: bool = False
    words: tuple[str, ...] = ()
    """Folded headings under which other sheets have it."""


CHILD, HOME, SCHOOL, HEALTH = _("Trẻ em"), _("Nơi ở"), _("Học tập"), _("Sức khỏe")
CIRCUMSTANCE, MOTHER, FATHER, CARER = _("Hoàn cảnh đặc biệt"), _("Mẹ"), _("Cha"), _("Người chăm sóc")
HOUSEHOLD, OTHER = _("Hộ gia đình"), _("Khác")

COLUMNS: tuple[Column, ...] = (
    Column(ORDINAL, _("STT"), CHILD, _("Số thứ tự trong bảng, máy không đọc."), 6, words=("stt", "so thu tu", "tt")),
    Column(
        SYSTEM_ID, _("Mã trong hệ thống"), CHILD, _("Máy ghi khi xuất. Trẻ em mới thì để trống, đừng sửa."), 16,
        words=("ma trong he thong", "ma he thong"),
    ),
    Column(
        "external_code", _("Mã trẻ em"), CHILD, _("Mã của trẻ em trong sổ của xã hoặc phần mềm cũ."), 14,
        words=("ma tre em", "ma tre", "ma so tre em", "ma ho so", "ma so", "external code"),
    ),
    Column(
        "full_name", _("Họ và tên"), CHILD,
        _("Ghi đủ dấu như giấy khai sinh. Chưa đặt tên thì ghi “Trẻ sơ sinh chưa đặt tên”."), 26, required=True,
        words=("ho va ten", "ho ten", "ho va ten tre em", "ho ten tre em", "ho va ten tre", "ho ten tre", "ten tre"),
    ),
    Column(
        "birth", _("Ngày, tháng, năm sinh"), CHILD,
        _("7/3/2014; chỉ biết tháng: 3/2014; chỉ biết năm: 2014. Không tự điền ngày 1 tháng 1."), 14, required=True,
        words=("ngay thang nam sinh", "ngay sinh", "sinh ngay", "nam sinh", "ngay sinh cua tre", "ntns"),
    ),
    Column(
        "sex", _("Giới tính"), CHILD, _("Nam, Nữ, hoặc Không biết."), 10, "sex", required=True,
        words=("gioi tinh", "nam nu", "phai"),
    ),
    Column(
        "female_mark", _("Nữ (đánh dấu)"), CHILD,
        _("Chỉ dùng khi bảng có cột “Nữ” đánh dấu x; trống là nam."),
        words=("nu",),
    ),
    Column(
        "ethnicity", _("Dân tộc"), CHILD, _("Ghi tên dân tộc, không ghi mã: hai danh mục đánh số khác nhau."), 12,
        "ethnicity", words=("dan toc",),
    ),
    Column(
        "personal_number", _("Số định danh cá nhân"), CHILD, _("12 chữ số. Chưa có thì để trống."), 16,
        words=("so dinh danh ca nhan", "so dinh danh", "ma dinh danh", "so cccd", "cccd", "so can cuoc", "sddcn"),
    ),
    Column(
        "registered", _("Đăng ký khai sinh"), CHILD, _("Đúng hạn, Quá hạn, Chưa đăng ký hoặc Chưa rõ."), 13,
        "registered", words=("dang ky khai sinh", "khai sinh", "tinh trang khai sinh"),
    ),
    Column(
        "card", _("Số thẻ bảo hiểm y tế"), HEALTH, _("15 ký tự, 10 số hoặc 12 số. Chưa có thẻ thì để trống."), 18,
        words=("so the bao hiem y te", "the bhyt", "so the bhyt", "bhyt", "bao hiem y te", "ma the bhyt"),
    ),
    Column(
        "hamlet", _("Thôn, tổ dân phố"), HOME, _("Tên thôn hoặc tổ dân phố đang hoạt động của xã, phường."), 18,
        "hamlet",
        words=("thon to dan pho", "thon", "to dan pho", "thon to", "khu dan cu", "to", "ban", "lang", "thon ban"),
    ),
    Column(
        "address", _("Địa chỉ"), HOME, _("Số nhà, đường, xóm, nóc."), 22,
        words=("dia chi", "noi o", "cho o", "noi o hien tai", "noi o hien nay", "dia chi hien tai"),
    ),
    Column(
        "residence_status", _("Tình trạng cư trú"), HOME, _("Thường trú, tạm trú, vãng lai, tạm vắng."), 14,
        "residence_status", words=("tinh trang cu tru", "cu tru"),
    ),
    Column(
        "school_status", _("Tình trạng đi học"), SCHOOL,
        _("Của năm học này. Có trường hoặc lớp mà để trống: đang đi học."), 14, "school_status",
        words=("tinh trang di hoc", "di hoc", "tinh trang hoc tap"),
    ),
    Column(
        "school", _("Trường"), SCHOOL, _("Tên trường của năm học này."), 20,
        words=("truong", "ten truong", "truong hoc"),
    ),
    Column("grade", _("Lớp"), SCHOOL, _("Lớp của năm học này: 4A, lá, chồi."), 8, words=("lop", "lop hoc", "hoc lop")),
    Column(
        "disability_types", _("Dạng khuyết tật"), HEALTH, _("Nhiều dạng thì cách nhau bằng dấu chấm phẩy."), 16,
        "disability_type", sensitive=True, words=("dang khuyet tat", "khuyet tat", "loai khuyet tat"),
    ),
    Column(
        "disability_degree", _("Mức độ khuyết tật"), HEALTH, _("Theo giấy xác nhận. Chưa có thì để trống."), 14,
        "disability_degree", sensitive=True, words=("muc do khuyet tat",),
    ),
    Column(
        "circumstances", _("Mã hoàn cảnh đặc biệt"), CIRCUMSTANCE,
        _("Mã nhóm, ví dụ HCDB-03.7; nhiều mã thì cách nhau bằng dấu chấm phẩy. Trang “Danh mục” có đủ mã."), 18,
        sensitive=True, words=("ma hoan canh dac biet", "hoan canh dac biet", "hoan canh", "hcdb", "ma hcdb"),
    ),
    Column(
        "evidence", _("Căn cứ"), CIRCUMSTANCE, _("Số, ngày, nơi cấp giấy tờ chứng minh hoàn cảnh."), 20, sensitive=True,
        words=("can cu", "giay to", "quyet dinh so", "so quyet dinh"),
    ),
    Column(
        "mother_name", _("Họ và tên mẹ"), MOTHER, _("Để trống khi chưa biết."), 22,
        words=("ho va ten me", "ho ten me", "ten me", "me", "me ho va ten", "me ho ten", "ho ten nguoi me"),
    ),
    Column(
        "mother_year", _("Năm sinh của mẹ"), MOTHER, _("Chỉ ghi năm."), 10,
        words=("nam sinh me", "nam sinh cua me", "me nam sinh"),
    ),
    Column(
        "mother_phone", _("Điện thoại của mẹ"), MOTHER, _("10 chữ số, bắt đầu bằng 0."), 13,
        words=("dien thoai me", "dien thoai cua me", "me dien thoai", "sdt me", "so dien thoai me", "me sdt"),
    ),
    Column(
        "mother_state", _("Tình trạng của mẹ"), MOTHER, _("Nhiều tình trạng thì cách nhau bằng dấu chấm phẩy."), 18,
        "parent_state", words=("tinh trang me", "tinh trang cua me", "me tinh trang"),
    ),
    Column(
        "father_name", _("Họ và tên cha"), FATHER, _("Để trống khi chưa biết."), 22,
        words=(
            "ho va ten cha", "ho ten cha", "ten cha", "cha", "cha ho va ten", "cha ho ten", "ho ten bo", "bo",
            "ho va ten bo", "bo ho va ten", "bo ho ten", "ten bo",
        ),
    ),
    Column(
        "father_year", _("Năm sinh của cha"), FATHER, _("Chỉ ghi năm."), 10,
        words=("nam sinh cha", "nam sinh cua cha", "cha nam sinh", "nam sinh bo", "bo nam sinh"),
    ),
    Column(
        "father_phone", _("Điện thoại của cha"), FATHER, _("10 chữ số, bắt đầu bằng 0."), 13,
        words=(
            "dien thoai cha", "dien thoai cua cha", "cha dien thoai", "sdt cha", "so dien thoai cha", "dien thoai bo",
            "bo dien thoai", "sdt bo",
        ),
    ),
    Column(
        "father_state", _("Tình trạng của cha"), FATHER, _("Nhiều tình trạng thì cách nhau bằng dấu chấm phẩy."), 18,
        "parent_state",
        words=("tinh trang cha", "tinh trang cua cha", "cha tinh trang", "tinh trang bo", "bo tinh trang"),
    ),
    Column(
        "carer_name", _("Người chăm sóc"), CARER, _("Người đang chăm sóc chính, khi không phải cha mẹ."), 22,

        words=("nguoi cham soc", "ho ten nguoi cham soc", "nguoi nuoi duong", "nguoi cham soc chinh",
            "nguoi cham soc ho va ten"),
    ),
    Column(
        "carer_relation", _("Trẻ là gì của người chăm sóc"), CARER, _("Ví dụ: cháu ngoại, cháu nội, con nuôi."), 16,
        "carer_relation", words=("quan he voi nguoi cham soc", "quan he nguoi cham soc", "nguoi cham soc quan he"),
    ),
    Column(
        "carer_phone", _("Điện thoại người chăm sóc"), CARER, _("10 chữ số, bắt đầu bằng 0."), 13,
        words=("dien thoai nguoi cham soc", "sdt nguoi cham soc", "nguoi cham soc dien thoai"),
    ),
    Column(
        "head_name", _("Họ và tên chủ hộ"), HOUSEHOLD, _("Trẻ em cùng hộ thì ghi cùng chủ hộ và cùng số hộ."), 22,
        words=("ho va ten chu ho", "ho ten chu ho", "chu ho", "ten chu ho", "ho gia dinh chu ho"),
    ),
    Column(
        "relation", _("Quan hệ với chủ hộ"), HOUSEHOLD, _("Trẻ là gì của chủ hộ."), 12, "relation",
        words=("quan he voi chu ho", "quan he chu ho", "quan he"),
    ),
    Column(
        "household_number", _("Số hộ"), HOUSEHOLD, _("Mã hộ trong sổ của xã hoặc công an."), 12,
        words=("so ho", "ma ho", "ma so ho", "so ho khau", "ho so"),
    ),
    Column(
        "poverty", _("Phân loại hộ"), HOUSEHOLD, _("Của năm nay: hộ nghèo, hộ cận nghèo, không thuộc hai loại."), 14,
        "poverty",
        words=("phan loai ho", "loai ho", "ho ngheo can ngheo", "dien ho", "ho ngheo"),
    ),
    Column("note", _("Ghi chú"), OTHER, _("Điều cần nhớ về nơi ở của trẻ."), 24, words=("ghi chu", "chu thich")),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
OFFICIAL = tuple(column for column in COLUMNS if column.key != "female_mark")
"""The columns of template and export; the mark is only for other people's sheets."""
READ = tuple(column.key for column in COLUMNS if column.key != ORDINAL)


def title_of(key: str) -> str:
    """How a column is called to people; empty for the whole row."""
    return str(BY_KEY[key].title) if key in BY_KEY else ""
