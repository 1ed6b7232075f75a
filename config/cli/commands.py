"""All commands: the machine's own (serve, worker, migrate) and those that rooms offer."""

from __future__ import annotations

from config.cli import demonstrating, planning, serving
from mangnon.access import offers
from mangnon.access.commands import Command, argument
from mangnon.access.gathering import gather

MACHINE = (
    Command(
        "serve",
        "chạy cả hệ thống: cơ sở dữ liệu, trang web, việc nền",
        serving.serve,
        (
            argument("--port", type=serving.port, help="cổng của trang web (mặc định: PORT hoặc 8000)"),
            argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe"),
        ),
        database="none",
        acts_as=False,
    ),
    Command(
        "demo",
        "tạo dữ liệu thử (người và trẻ đều là hư cấu)",
        demonstrating.demo,
        (
            argument("--children", type=int, default=2000, help="số trẻ (mặc định 2000)"),
            argument("--seed", type=int, default=1, help="hạt giống, cùng số thì ra cùng dữ liệu"),
            argument("--first", action="store_true", help="chỉ tạo khi chưa có"),
        ),
        acts_as=False,
    ),
    Command("worker", "chạy riêng việc nền", serving.worker, database="app", acts_as=False),
    Command(
        "migrate",
        "tạo hoặc nâng cấp cơ sở dữ liệu và dữ liệu nền",
        serving.migrate,
        (argument("--plan", action="store_true", help="chỉ nêu các bước đang chờ, không làm gì"),),
        told=planning.told,
        database="owner",
        acts_as=False,
    ),
)


def every_command() -> list[Command]:
    """Machine commands first, then the offers of rooms."""
    gather()
    return [*MACHINE, *offers.filled(Command)]
