"""Boards under forced row security: everybody who works here reads them, a place writes its own."""

from django.db import migrations

from mangnon.programmes.protecting import own, part_of, read_by_all

OF_BOARD = part_of("programmes_board", "board_id")
OF_MEETING = (
    "exists (select 1 from programmes_meeting m join programmes_board r on r.id = m.board_id"
    f" where m.id = {{table}}.meeting_id and {own('r.place_id')})"
)
WRITERS = {
    "programmes_board": own(),
    "programmes_member": OF_BOARD,
    "programmes_meeting": OF_BOARD,
    "programmes_conclusion": OF_MEETING,
}


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_boards")]
    operations = [read_by_all(table, written=written) for table, written in WRITERS.items()]
