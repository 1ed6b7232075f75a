"""The frame of the sample pages: made-up people of the mocks, Monday 23/11/2026, 10:42."""

from __future__ import annotations

from mangnon.ui.parts import Act, Language, Lock, NavGroup, NavItem, Shell, State, Status

BASE = "/_ui"
RECEIVE = Act("Tiếp nhận tin", f"{BASE}/form", "plus", key="n")

DAILY = (
    ("Việc cần làm", "home", "list-check", 9, "Việc"),
    ("Tin báo", "errors", "phone-in", 1, ""),
    ("Hồ sơ vụ việc", "case", "folder", 6, ""),
    ("Trẻ em", "list", "child", None, "Trẻ em"),
    ("Hộ gia đình", "detail", "home", None, ""),
    ("Nơi giúp đỡ", "form", "support", None, ""),
)
YEARLY = (
    ("Kế hoạch, chỉ tiêu", "target"),
    ("Hoạt động", "calendar-event"),
    ("Quỹ Bảo trợ trẻ em", "coin"),
    ("Báo cáo", "report"),
    ("Văn bản", "books"),
)
LEADER = NavItem("Mười giây", f"{BASE}/leader", "gauge")


def groups(active: str, *, leader: bool = False) -> tuple[NavGroup, ...]:
    """The rail with one page active."""
    daily = tuple(
        NavItem(label, f"{BASE}/{page}", icon, count, active=label == active, short=short)
        for label, page, icon, count, short in DAILY
    )
    if leader:
        daily = (NavItem(LEADER.label, LEADER.url, LEADER.icon, active=active == LEADER.label), *daily)
    yearly = tuple(NavItem(label, "#", icon) for label, icon in YEARLY)
    return (NavGroup(daily), NavGroup(yearly, title="Cả năm"))


def frame(
    active: str,
    *,
    place: str = "Xã Đông Giang",
    name: str = "Bríu Thị Hạnh",
    role: str = "Người làm công tác bảo vệ trẻ em cấp xã",
    notice: Status | None = None,
    leader: bool = False,
    theme: str = "",
) -> Shell:
    """A filled shell."""
    return Shell(
        product="Măng Non",
        place_name=place,
        home_url=f"{BASE}/home",
        search_url=f"{BASE}/list",
        search_words="Tìm trẻ, hộ, hồ sơ…",
        palette_url=f"{BASE}/found",
        groups=groups(active, leader=leader),
        main_act=RECEIVE,
        person_name=name,
        person_role=role,
        account_url="#",
        state_text="Mọi việc đã gửi, 10:42",
        notice=notice,
        help_url=f"{BASE}/help",
        sign_out_url=f"{BASE}/signin",
        languages=(
            Language("vi", "Tiếng Việt", f"{BASE}/?language=vi", active=True),
            Language("en", "English", f"{BASE}/?language=en"),
        ),
        theme=theme,
        theme_url=f"{BASE}/theme",
        lock=Lock(900, f"{BASE}/unlock"),
    )


OFFLINE = Status(State.UNSENT, "Không có mạng. 2 việc sẽ tự gửi khi có mạng.")
