"""Why a file isn't taken or isn't given out, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class FileRefused(Refusal):
    """A file isn't taken; nothing of it was kept."""

    code = "file_refused"
    field = "file"


class EmptyFile(FileRefused):
    """No byte came."""

    code = "file_empty"
    sentence = _("Tệp rỗng, không có nội dung.")
    remedy = _("Mở tệp xem còn đọc được không, rồi chọn lại.")


class FileTooBig(FileRefused):
    """More bytes than this place of use takes."""

    code = "file_too_big"
    sentence = _("Tệp quá lớn: {size}.")
    remedy = _("Chọn tệp dưới {most}, hoặc chia thành nhiều tệp.")
    status = 413


class PhotoTooBig(FileTooBig):
    """The same for a photo, which is easily made smaller."""

    code = "photo_too_big"
    sentence = _("Ảnh chụp quá lớn: {size}.")
    remedy = _("Giảm còn dưới {most}, ví dụ gửi qua Zalo cho mình rồi tải về.")


class TooManyPixels(FileRefused):
    """The image would fill the memory when decoded."""

    code = "too_many_pixels"
    sentence = _("Ảnh quá rộng: {width} × {height} điểm ảnh; nhiều nhất {most} triệu điểm, mỗi cạnh {side}.")
    remedy = _("Chụp lại ở cỡ vừa, hoặc gửi qua Zalo cho mình rồi tải về.")


class ImageBroken(FileRefused):
    """The image can't be decoded to its end."""

    code = "image_broken"
    sentence = _("Ảnh hỏng hoặc thiếu một phần.")
    remedy = _("Mở ảnh trên điện thoại xem còn rõ không, rồi chụp hoặc chép lại.")


class HeicImage(FileRefused):
    """An iPhone's own format, which can't be read here."""

    code = "image_heic"
    sentence = _("Chưa đọc được ảnh HEIC của iPhone.")
    remedy = _("Trên iPhone: Cài đặt › Camera › Định dạng › Tương thích nhất. Hoặc gửi ảnh qua Zalo rồi tải về.")


class UnknownKind(FileRefused):
    """The content is nothing that is taken anywhere."""

    code = "file_kind_unknown"
    sentence = _("Nội dung tệp không thuộc loại nào được nhận.")
    remedy = _("Chọn tệp {accepted}.")


class KindNotAccepted(FileRefused):
    """A kind that is taken elsewhere."""

    code = "file_kind_not_accepted"
    sentence = _("Đây là tệp {kind}; ở đây không nhận loại này.")
    remedy = _("Chọn tệp {accepted}.")


class ActiveContent(FileRefused):
    """A web page, an SVG drawing, a program or a script."""

    code = "file_active"
    sentence = _("Tệp là trang web, hình SVG hoặc chương trình, có thể gây hại cho máy người mở.")
    remedy = _("Lưu lại thành PDF hoặc ảnh rồi gửi.")


class ProgramName(FileRefused):
    """The name ends, or hides an ending, of a program."""

    code = "file_name_program"
    sentence = _("Tên tệp có đuôi {suffix} của chương trình.")
    remedy = _("Kiểm tra tệp có đúng là của bạn không, bỏ đuôi ấy khỏi tên rồi gửi lại.")


class MalwareFound(FileRefused):
    """The content is known malware."""

    code = "file_malware"
    sentence = _("Tệp có mã độc.")
    remedy = _("Đừng mở tệp này. Quét máy bằng phần mềm chống mã độc và báo người phụ trách máy tính.")


class PackageBroken(FileRefused):
    """A Word, Excel or ODS file that doesn't hold together."""

    code = "package_broken"
    sentence = _("Tệp hỏng, không mở được.")
    remedy = _("Mở bằng Word hoặc Excel, lưu lại rồi gửi.")


class PackageBomb(FileRefused):
    """Unpacked it would fill memory or disk."""

    code = "package_bomb"
    sentence = _("Tệp bung ra lớn bất thường.")
    remedy = _("Bỏ bớt ảnh, trang tính và dòng trống, lưu lại rồi gửi.")


class PackageLocked(FileRefused):
    """Encrypted: nobody can say what is inside."""

    code = "package_locked"
    sentence = _("Tệp có mật khẩu nên không kiểm tra được.")
    remedy = _("Bỏ mật khẩu, lưu lại rồi gửi.")


class PackageOdd(FileRefused):
    """Holds what no office program writes."""

    code = "package_odd"
    sentence = _("Trong tệp có phần lạ mà Word, Excel không tự ghi: {what}.")
    remedy = _("Mở bằng Word hoặc Excel, lưu lại thành tệp mới rồi gửi.")


class HasMacros(FileRefused):
    """Programs inside a document."""

    code = "file_macros"
    sentence = _("Tệp có macro.")
    remedy = _("Lưu lại thành .docx hoặc .xlsx không có macro rồi gửi.")


class HasEmbedded(FileRefused):
    """Another file inside a document."""

    code = "file_embedded"
    sentence = _("Tệp có tệp khác nhúng bên trong.")
    remedy = _("Lấy tệp nhúng ra, gửi riêng từng tệp.")


class LinksOutside(FileRefused):
    """The document fetches something when it is opened."""

    code = "file_links_outside"
    sentence = _("Tệp lấy dữ liệu từ nơi khác khi mở.")
    remedy = _("Trong Word, Excel chọn ngắt liên kết (Dữ liệu › Sửa liên kết), lưu lại rồi gửi.")


class PdfActive(FileRefused):
    """Scripts, launch actions, forms that send, or files inside a PDF."""

    code = "pdf_active"
    sentence = _("Tệp PDF có phần tự chạy hoặc tệp nhúng bên trong.")
    remedy = _("Mở rồi in lại thành PDF (chọn máy in “Microsoft Print to PDF”), gửi tệp mới.")


class PdfLocked(FileRefused):
    """An encrypted PDF."""

    code = "pdf_locked"
    sentence = _("Tệp PDF có mật khẩu hoặc bị khóa nên không kiểm tra được.")
    remedy = _("Mở rồi in lại thành PDF không mật khẩu, gửi tệp mới.")


class PdfBroken(FileRefused):
    """A PDF without its end, or with something else before, after or inside."""

    code = "pdf_broken"
    sentence = _("Tệp PDF hỏng, thiếu phần cuối hoặc ghép với tệp khác.")
    remedy = _("Mở rồi in lại thành PDF, gửi tệp mới.")


class NotUtf8(FileRefused):
    """A text in an old encoding."""

    code = "text_not_utf8"
    sentence = _("Tệp chữ không theo bảng mã UTF-8, có thể là TCVN3 hoặc VNI.")
    remedy = _("Chuyển sang Unicode bằng Unikey, rồi chọn “CSV UTF-8” hoặc mã UTF-8 khi lưu.")


class CsvFormula(FileRefused):
    """A cell that a spreadsheet would run."""

    code = "csv_formula"
    sentence = _("Dòng {line} có ô bắt đầu bằng công thức.")
    remedy = _("Thay công thức bằng giá trị của nó, lưu lại rồi gửi.")


class OwnerFull(FileRefused):
    """The record has its share already."""

    code = "files_owner_full"
    sentence = _("Hồ sơ này đã có {count} tệp, {used}; nhiều nhất {files} tệp, {most}.")
    remedy = _("Xóa tệp gửi nhầm hoặc gửi tệp nhỏ hơn.")
    status = 409


class PlaceFull(FileRefused):
    """The commune has its share already."""

    code = "files_place_full"
    sentence = _("Địa bàn đã dùng hết {most} dành cho tệp.")
    remedy = _("Báo quản trị hệ thống để được thêm chỗ; việc khác vẫn làm bình thường.")
    status = 409


class DiskFull(FileRefused):
    """The server's disk is nearly full."""

    code = "files_disk_full"
    sentence = _("Máy chủ sắp hết chỗ nên tạm không nhận tệp; tệp vừa gửi chưa được lưu.")
    remedy = _(
        "Báo quản trị hệ thống. Chữ đã gõ vẫn lưu được; gửi tệp sau. "
        "Nếu trẻ đang nguy hiểm, gọi ngay 111 (miễn phí, cả ngày đêm) hoặc 113."
    )
    status = 503


class NotChecked(Refusal):
    """In quarantine until the scanner has spoken."""

    code = "file_not_checked"
    sentence = _("Tệp đang chờ kiểm tra mã độc.")
    remedy = _("Mở lại sau ít phút. Nếu chờ quá một giờ, báo quản trị hệ thống.")
    status = 409


class FileBlocked(Refusal):
    """The scanner found something."""

    code = "file_blocked"
    sentence = _("Tệp có mã độc nên bị khóa, không ai mở được.")
    remedy = _("Nhờ người gửi quét máy và gửi lại tệp sạch.")
    status = 410


class ClosedFile(Refusal):
    """Sensitive, and no picture that could be blurred."""

    code = "file_closed"
    sentence = _("Tệp nhạy cảm này đang đóng.")
    remedy = _("Mở từ trang hồ sơ, ghi lý do; việc mở được ghi lại.")
    status = 409


class ReasonMissing(Refusal):
    """A sensitive file is opened with a reason."""

    code = "file_reason_missing"
    sentence = _("Chưa ghi lý do mở tệp (ít nhất {least} chữ).")
    remedy = _("Quay lại, ghi lý do rồi mở.")


class BytesMissing(Refusal):
    """The row is there, its bytes aren't: a disk was lost or a backup came back without its files."""

    code = "file_bytes_missing"
    sentence = _("Không tìm thấy nội dung tệp trên máy chủ.")
    remedy = _("Báo quản trị hệ thống: cần phục hồi thư mục tệp từ bản sao lưu.")
    status = 503
