"""Acts on campaigns: begun, copied, prepared, done, shown, summed up, reported."""

from mangnon.programmes.campaigns.actions.beginning import (
    CampaignTold,
    begin_campaign,
    copy_campaign,
    correct_campaign,
)
from mangnon.programmes.campaigns.actions.doing import (
    ActivityTold,
    Result,
    add_activity,
    drop_activity,
    tell_activity,
)
from mangnon.programmes.campaigns.actions.ending import (
    drop_campaign,
    finish_campaign,
    reopen_campaign,
    report_campaign,
)
from mangnon.programmes.campaigns.actions.preparing import (
    PreparationTold,
    add_preparation,
    do_preparation,
    tell_preparation,
)
from mangnon.programmes.campaigns.actions.showing import MaterialTold, add_material, add_photo, remove_photo

__all__ = [
    "ActivityTold",
    "CampaignTold",
    "MaterialTold",
    "PreparationTold",
    "Result",
    "add_activity",
    "add_material",
    "add_photo",
    "add_preparation",
    "begin_campaign",
    "copy_campaign",
    "correct_campaign",
    "do_preparation",
    "drop_activity",
    "drop_campaign",
    "finish_campaign",
    "remove_photo",
    "reopen_campaign",
    "report_campaign",
    "tell_activity",
    "tell_preparation",
]
