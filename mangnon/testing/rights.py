"""Who may do what with samples: a shape that registry and cases will have."""

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

WORKERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER)
RIGHTS = (
    read(
        "testing.samples.see",
        "Xem mẫu thử",
        Role.COLLABORATOR,
        Role.DISTRICT_OFFICER,
        Role.DISTRICT_LEADER,
        Role.PROVINCE_LEADER,
        *WORKERS,
    ),
    write("testing.samples.add", "Thêm mẫu thử", *WORKERS),
    write("testing.samples.note", "Ghi chú vào mẫu thử", Role.COLLABORATOR, *WORKERS),
    write("testing.samples.attach", "Gửi tệp vào mẫu thử", Role.COLLABORATOR, *WORKERS),
    write("testing.samples.rename", "Đổi tên mẫu thử", Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER),
    write("testing.receipts.receive", "Nhận mẫu thử gửi bằng máy", *WORKERS),
    write("testing.samples.hand_over", "Giao mẫu thử cho người khác", *WORKERS),
    write("testing.samples.alarm", "Gọi người vì mẫu thử", *WORKERS),
    read("testing.samples.open_secret", "Mở phần kín của mẫu thử", Role.COMMUNE_OFFICER),
)
