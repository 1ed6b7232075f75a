"""Who writes, who lets out, who watches: never one person alone (trust A2)."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

EDITOR, PUBLISHER, ADMIN = Role.PORTAL_EDITOR, Role.PORTAL_PUBLISHER, Role.ADMINISTRATOR
WRITERS = (EDITOR, PUBLISHER)
CLEARERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
"""Who can read the book of consents and publishes nothing by that."""

SEE = "publishing.see"
ADD, SAVE, SEND, TAKE_BACK = (
    "publishing.articles.add",
    "publishing.articles.save",
    "publishing.articles.send",
    "publishing.articles.take_back",
)
APPROVE, RETURN, WITHDRAW = "publishing.articles.approve", "publishing.articles.return", "publishing.articles.withdraw"
START = "publishing.articles.start"
TAKE_DOWN = "publishing.pictures.take_down"
PICTURE, REMOVE, CLEAR = "publishing.pictures.add", "publishing.pictures.remove", "publishing.pictures.clear"
ASK_DOMAIN, CONFIRM_DOMAIN, END_DOMAIN = (
    "publishing.domains.ask", "publishing.domains.confirm", "publishing.domains.end",
)  # fmt: skip
WATCH, SIGN, PATROL = "publishing.watch", "publishing.pages.sign", "publishing.pages.patrol"
SEE_RELEASE = "publishing.releases.confirm"

RIGHTS = (
    read(SEE, _("Xem tin bài, kể cả bản nháp"), *WRITERS, *CLEARERS),
    write(ADD, _("Viết bài mới"), *WRITERS),
    write(SAVE, _("Sửa bài, lưu thành bản mới"), *WRITERS),
    write(SEND, _("Gửi bài cho người thứ hai duyệt"), *WRITERS),
    write(TAKE_BACK, _("Rút lại bài đã gửi duyệt"), *WRITERS),
    write(APPROVE, _("Duyệt đăng bài của người khác"), PUBLISHER, step_up=True),
    write(RETURN, _("Trả bài lại để sửa"), PUBLISHER),
    write(START, _("Đăng bài đã duyệt khi đến giờ")),
    write(WITHDRAW, _("Gỡ bài đang đăng"), PUBLISHER),
    write(PICTURE, _("Thêm ảnh vào bài"), *WRITERS),
    write(REMOVE, _("Bỏ ảnh khỏi bài"), *WRITERS),
    write(TAKE_DOWN, _("Gỡ ảnh khi sự đồng ý đã hết")),
    write(CLEAR, _("Xác nhận sự đồng ý của trẻ và người đại diện cho ảnh"), *CLEARERS),
    write(ASK_DOMAIN, _("Đề nghị cho phép liên kết đến một tên miền"), *WRITERS),
    write(CONFIRM_DOMAIN, _("Xác nhận tên miền do người khác đề nghị"), PUBLISHER, ADMIN, step_up=True),
    write(END_DOMAIN, _("Thôi cho phép liên kết đến một tên miền"), PUBLISHER, ADMIN),
    read(WATCH, _("Xem các trang đã ký và kết quả tuần tra"), *WRITERS, ADMIN),
    write(SEE_RELEASE, _("Xác nhận đã xem thay đổi của bản phát hành"), PUBLISHER, ADMIN, step_up=True),
    write(SIGN, _("Ký các trang công khai")),
    write(PATROL, _("Tuần tra các trang công khai"), ADMIN),
)
