"""Campaigns under forced row security: everybody who works here reads them, a place writes its own.

Materials and photos lie with their campaign.
"""

from django.db import migrations

from mangnon.files.protecting import files_of
from mangnon.programmes.protecting import own, part_of, read_by_all

OF_CAMPAIGN = part_of("programmes_campaign", "campaign_id")
OF_ACTIVITY = (
    "exists (select 1 from programmes_activity a join programmes_campaign r on r.id = a.campaign_id"
    f" where a.id = {{table}}.activity_id and {own('r.place_id')})"
)
WRITERS = {
    "programmes_campaign": own(),
    "programmes_preparation": OF_CAMPAIGN,
    "programmes_activity": OF_CAMPAIGN,
    "programmes_material": OF_CAMPAIGN,
    "programmes_reached": OF_ACTIVITY,
    "programmes_photo": OF_ACTIVITY,
}


class Migration(migrations.Migration):
    dependencies = [("programmes", "0015_campaigns")]
    operations = [
        *(read_by_all(table, written=written) for table, written in WRITERS.items()),
        files_of("programmes.campaign", "programmes_campaign"),
    ]
