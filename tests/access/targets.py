"""For addresses that carry an id: how to make one for each kind of place. Whoever adds such an address adds a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from mangnon.access.roles import Role
from tests.access.world import Target, World

UNKNOWN = UUID("00000000-0000-4000-8000-000000000000")
Maker = Callable[[World, Target], dict[str, Any]]


def by_sample(world: World, target: Target) -> dict[str, Any]:
    """The id of a sample there."""
    return {"pk": world.samples[target].pk if target in world.samples else UNKNOWN}


def by_child(world: World, target: Target) -> dict[str, Any]:
    """The id of a child there."""
    return {"pk": world.children[target].pk if target in world.children else UNKNOWN}


def by_household(world: World, target: Target) -> dict[str, Any]:
    """The id of a household there."""
    return {"pk": world.households[target].pk if target in world.households else UNKNOWN}


def parent_of(world: World, target: Target) -> dict[str, Any]:
    """The father of a child there."""
    return by_child(world, target) | {"which": "father"}


def part_of_child(world: World, target: Target) -> dict[str, Any]:
    """A number that no part of the child has: the act says so."""
    return by_child(world, target) | {"row": 0}


CHILD_PAGES = ("child", "correct", "visit", "name", "attach", "move", "registered_residence", "join", "leave", "carer",
               "end_carer", "end_state", "groups", "ask_transfer", "leave_register",
               "return", "never_left", "schooling", "insurance", "dose", "checkup", "disability",
               "child_accident", "record_aid", "add_photo", "remove_photo")  # fmt: skip
HOUSEHOLD_PAGES = ("household", "correct_household", "classify_household", "member", "end_member")
DIRECTORY = tuple(
    f"directory:{name}"
    for name in ("provider", "correct_provider", "check_provider", "close_provider", "reopen_provider", "add_service",
                 "give_staff", "end_staff", "correct_service", "close_service", "count", "add_location",
                 "correct_location", "close_location")
)  # fmt: skip
"""Everybody reads them all and an office keeps its own: tested in the room."""
CARING = tuple(
    f"cases:{name}"
    for name in ("carer", "correct_carer", "check_carer", "withdraw_carer", "placement", "meet", "decide_placement",
                 "refuse_placement", "hand_over", "follow_child", "hear_carer", "arrange_grown", "facility_list",
                 "end_placement", "open_address")
)  # fmt: skip
"""Carers and placements: out of reach they answer 404, tested in the room."""
REFERRING = tuple(
    f"cases:{name}"
    for name in ("referral", "accept_referral", "decline_referral", "finish_referral", "withdraw_referral",
                 "feedback_referral")
)  # fmt: skip
"""Referrals are reached by their case or by their provider: out of reach they answer 404, tested in the room."""
ROOTS: dict[str, Maker] = {
    "cases:propose_placement": by_child,
    "cases:list_child": by_child,
    **{f"registry:{name}": by_child for name in CHILD_PAGES},
    "oversight:child_consent": by_child,
    **{f"registry:{name}": by_household for name in HOUSEHOLD_PAGES},
    "registry:parent": parent_of,
    "registry:state": parent_of,
    "registry:end_carer": part_of_child,
    "registry:end_state": part_of_child,
    "registry:end_member": lambda world, target: by_household(world, target) | {"row": 0},
    "testing:sample": by_sample,
    "testing:note": by_sample,
    "testing:rename": by_sample,
    "testing:attach": by_sample,
    "testing:papers": by_sample,
}
"""Addresses of roots: out of reach they answer 404."""


def by_person(world: World, target: Target) -> dict[str, Any]:
    """The officer of the own commune."""
    return {"pk": world.people[Role.COMMUNE_OFFICER].pk}


def by_assignment(world: World, target: Target) -> dict[str, Any]:
    """The assignment of the officer of the own commune."""
    return {"pk": world.people[Role.COMMUNE_OFFICER].assignments.get().pk}


def by_hamlet(world: World, target: Target) -> dict[str, Any]:
    """A hamlet of the own commune."""
    return {"pk": world.cast.land.hamlet.pk}


def by_unit(world: World, target: Target) -> dict[str, Any]:
    """The own commune, by code and first day."""
    own = world.cast.land.own
    return {"code": own.code, "since": own.valid_from.isoformat()}


def role_and_place(world: World, target: Target) -> dict[str, Any]:
    """A role that the own commune's chair may give there."""
    return {"role": Role.COLLABORATOR.value, "place": world.cast.land.own.pk}


def nothing(world: World, target: Target) -> dict[str, Any]:
    """A number that nothing has: the address must say so in its own way."""
    return {"pk": 0}


def no_definition(world: World, target: Target) -> dict[str, Any]:
    """A definition that isn't loaded in these tests: the address must say so."""
    return {"kind": "form", "key": "mau-01"}


def no_document_file(world: World, target: Target) -> dict[str, Any]:
    """A file of a document that isn't there; whose a document is, is tested in the room."""
    return {"pk": 0, "file": UNKNOWN}


def no_file(world: World, target: Target) -> dict[str, Any]:
    """A file that isn't there; who may get one that is, is asked of its owner and tested in the room."""
    return {"pk": UNKNOWN}


def no_register(world: World, target: Target) -> dict[str, Any]:
    """A request or an incident that isn't there; who may open one that is, is tested in the room."""
    return {"pk": UNKNOWN}


def no_row(world: World, target: Target) -> dict[str, Any]:
    """A consent, a child, a proposal or a hold that isn't there; reach is tested in the room."""
    return {"pk": UNKNOWN}


def fill_form(world: World, target: Target) -> dict[str, Any]:
    """Form 01 about a record that isn't there; about one that is, its owner is asked, as tested in the room."""
    return {"kind": "testing.sample", "owner": UNKNOWN, "form": "mau-01"}


def no_sheet(world: World, target: Target) -> dict[str, Any]:
    """A paper that isn't there; who may see one that is, is asked of its owner and tested in the room."""
    return {"pk": UNKNOWN}


def unknown(world: World, target: Target) -> dict[str, Any]:
    """A pair or a merge that isn't there; who may see one that is, hangs on both its records, as tested in the room."""
    return {"pk": UNKNOWN}


ALIKE = tuple(
    f"registry:{name}"
    for name in ("alike_pair", "alike_dismiss", "alike_reopen", "alike_merge", "merge", "merge_undo")
)  # fmt: skip


def no_roster(world: World, target: Target) -> dict[str, Any]:
    """A sheet that wasn't sent; who may do what with one that was is tested in the room."""
    return {"pk": UNKNOWN}


MOVES = tuple(f"registry:{name}" for name in ("transfer", "accept", "decline", "withdraw"))
RELEASES = tuple(f"registry:{name}_release" for name in ("grant", "refuse", "take"))


def no_harm(world: World, target: Target) -> dict[str, Any]:
    """An accident or a spot that isn't there; who may open one that is, is tested in the room."""
    return {"pk": UNKNOWN}


RECHECKS = ("recheck", "recheck_round", "rechecks", "recheck_assign", "recheck_draw", "recheck_export",
            "close_recheck", "recheck_assign_one", "recheck_visit")  # fmt: skip


def no_recheck(world: World, target: Target) -> dict[str, Any]:
    """A round or a sheet that isn't there; who may open one that is, is tested in the room."""
    return {"pk": UNKNOWN}


REPORTS = ("report", "receipt", "accept", "forward", "return", "screen_out", "confirm_screen_out",
           "correct_first_information", "confirm_first_information", "complete", "write_child", "write_suspect",
           "write_reporter", "reporter_opened", "drop_turn", "attach", "release", "set_aside")  # fmt: skip


def no_report(world: World, target: Target) -> dict[str, Any]:
    """A report or a turn that isn't there; who may open one that is, is tested in the room."""
    return {"pk": UNKNOWN}


def no_part_of_report(world: World, target: Target) -> dict[str, Any]:
    """A part of a report that isn't there."""
    return {"pk": UNKNOWN, "row": UNKNOWN}


def no_case(world: World, target: Target) -> dict[str, Any]:
    """A case that isn't there: who is inside one that is, hangs on its team, as tested in the room."""
    return {"pk": UNKNOWN}


CASE_PAGES = (
    "open_for_child", "open_from_report", "answer_move", "case", "open_sealed", "break_glass", "accept", "assign",
    "add_to_team", "emergency", "plan_paper", "separate", "extend", "end_separation", "meeting", "plan", "submit",
    "decide_plan", "record_signed", "log", "review", "propose_close", "decide_close", "reopen", "propose_unfounded",
    "decide_unfounded", "add_person", "note", "write_sealed", "seal", "unseal", "notify_police", "attach", "ask_move",
    "give_task", "withdraw_move", "refer",
)  # fmt: skip


PUBLISHING = ("article", "edit", "send", "take_back", "withdraw", "picture", "approve", "return", "clear",
              "remove_picture", "domain", "confirm_domain")  # fmt: skip
"""Nobody's rows lie in a place: they are there for those who hold the right, as tested in the room."""


PROGRAMMES = ("plan", "correct_plan", "add_objective", "copy_plan", "add_goal", "add_task", "task", "tell",
              "correct_task", "share", "drop_task", "attach", "board_page", "correct_board", "end_board", "add_member",
              "call_meeting", "end_member", "meeting", "minute", "conclude", "conclusion_task", "dossier",
              "attach_proof", "submit_dossier", "return_dossier", "verify", "recognise", "refuse", "forum",
              "correct_forum", "hold_forum", "cancel_forum", "report_forum", "print_forum", "add_forum_group",
              "correct_forum_group", "ask_forum", "forum_question", "correct_forum_question", "answer_forum",
              "follow_forum", "publish_forum_answer", "withdraw_forum_answer", "inspection",
              "correct_inspection", "hold_inspection", "cancel_inspection", "close_inspection",
              "print_inspection", "add_inspector", "find", "recommend", "drop_inspector", "finding",
              "correct_finding", "handle_finding", "recommendation", "correct_recommendation",
              "answer_recommendation", "follow_recommendation", "example",
              "correct_example", "copy_example", "example_state", "attach_example", "nomination",
              "correct_nomination", "propose_nomination", "put_nomination", "decide_nomination",
              "decline_nomination", "publish_nomination", "attach_nomination", "project",
              "correct_project", "share_project", "pay", "tell_result", "add_report", "attach_project", "send_report",
              "paid", "strike_paid", "attach_paid", "partner", "correct_partner", "campaign",
              "correct_campaign", "copy_campaign", "finish_campaign", "reopen_campaign", "drop_campaign",
              "report_campaign", "print_campaign", "add_preparation", "do_preparation", "tell_preparation",
              "add_activity", "activity", "tell_activity", "drop_activity", "add_material", "add_photo",
              "remove_photo",
              "correct_curriculum", "course", "correct_course", "drop_course", "add_session", "invite", "add_trainee",
              "course_list", "scores", "finish_course", "reopen_course", "certify", "my_course", "answer_invitation",
              "correct_session", "attendance", "check_in_code", "correct_trainee", "certificate")  # fmt: skip
"""Everybody who works in a place reads them all and a place writes its own: tested in the room."""


OTHERS: dict[str, Maker] = {
    **{f"programmes:{name}": (lambda world, target: {"pk": UNKNOWN}) for name in PROGRAMMES},
    "programmes:example_year": lambda world, target: {"pk": UNKNOWN, "year": 2026},
    "programmes:correct_result": lambda world, target: {"pk": 0},
    "programmes:check_in": lambda world, target: {"code": "khong-phai-ma"},
    "programmes:goal": lambda world, target: {"pk": UNKNOWN, "year": 2026},
    "programmes:score": lambda world, target: {"pk": UNKNOWN, "place": 0},
    "programmes:place_history": lambda world, target: {"place": 0},
    "programmes:set_class": lambda world, target: {"place": 0},
    "programmes:tell_adoption": lambda world, target: {"place": 0, "year": 2026, "kind": "plan"},
    **{f"publishing:{name}": (lambda world, target: {"pk": UNKNOWN}) for name in PUBLISHING},
    "publishing:compare": lambda world, target: {"pk": UNKNOWN, "old": 1, "new": 2},
    "publishing:confirm_release": lambda world, target: {"pk": 0},
    **{f"portal:article_{one}": (lambda world, target: {"slug": "khong-co"}) for one in ("vi", "en")},
    **{f"portal:news_section_{one}": (lambda world, target: {"section": "an-toan"}) for one in ("vi", "en")},
    "portal:picture": lambda world, target: {"name": "0.jpg"},
    **{f"intake:{name}": no_report for name in REPORTS},
    "portal:document": lambda world, target: {"uid": UNKNOWN},
    "portal:guide": lambda world, target: {"name": "tre-em"},
    "intake:edit_child": no_part_of_report,
    "intake:identify": no_part_of_report,
    "intake:edit_suspect": no_part_of_report,
    "intake:link": lambda world, target: {"pk": UNKNOWN, "other": UNKNOWN},
    **{f"cases:{name}": no_case for name in CASE_PAGES},
    "cases:review_glass": lambda world, target: {"pk": UNKNOWN, "opening": UNKNOWN},
    "cases:remove_from_team": lambda world, target: {"pk": UNKNOWN, "person": UNKNOWN},
    "cases:record_step": lambda world, target: {"pk": UNKNOWN, "code": "S1_INTAKE"},
    "cases:explain_late": lambda world, target: {"pk": UNKNOWN, "code": "S1_INTAKE"},
    "cases:assess": lambda world, target: {"pk": UNKNOWN, "form": "mau-02"},
    "cases:remove_person": lambda world, target: {"pk": UNKNOWN, "row": UNKNOWN},
    "cases:settle_child": lambda world, target: {"pk": UNKNOWN, "row": UNKNOWN},
    "cases:left_facility": lambda world, target: {"pk": UNKNOWN, "row": UNKNOWN},
    "cases:finish_task": lambda world, target: {"pk": UNKNOWN, "task": UNKNOWN},
    "cases:drop_task": lambda world, target: {"pk": UNKNOWN, "task": UNKNOWN},
    "cases:police_reply": lambda world, target: {"pk": UNKNOWN, "notice": UNKNOWN},
    **{f"registry:{name}": no_recheck for name in RECHECKS},
    "registry:recheck_settle": lambda world, target: {"pk": UNKNOWN, "field": "sex"},
    "registry:accident": no_harm,
    "registry:correct_accident": no_harm,
    "registry:spot": no_harm,
    "registry:correct_spot": no_harm,
    "registry:check_spot": no_harm,
    "registry:end_entitlement": part_of_child,
    "registry:grant_entitlement": lambda world, target: by_child(world, target) | {"law": "x", "line": "y"},
    "registry:drop_name": part_of_child,
    "registry:mend_dose": part_of_child,
    "registry:drop_dose": part_of_child,
    "registry:mend_checkup": part_of_child,
    "registry:drop_checkup": part_of_child,
    "registry:end_circumstance": part_of_child,
    "registry:circumstance": lambda world, target: by_child(world, target) | {"group": "HCDB-01"},
    "registry:open_sensitive": by_child,
    "ui:kit_page": lambda world, target: {"name": "home"},
    "accounts:join": lambda world, target: {"secret": "khong-co"},
    "accounts:sign_out_device": nothing,
    "accounts:invite_person": role_and_place,
    "accounts:person": by_person,
    "accounts:give": by_person,
    "accounts:give_role": lambda world, target: by_person(world, target) | role_and_place(world, target),
    "accounts:disable": by_person,
    "accounts:move_work": by_person,
    "accounts:renew": by_person,
    "accounts:end": by_assignment,
    "accounts:withdraw": nothing,
    "mfa_edit_webauthn": nothing,
    "mfa_remove_webauthn": nothing,
    "places:tree_hamlets": lambda world, target: {"pk": world.cast.land.own.pk},
    "places:settle": nothing,
    "places:rename_hamlet": by_hamlet,
    "places:move_hamlet": by_hamlet,
    "places:close_hamlet": by_hamlet,
    "places:reopen_hamlet": by_hamlet,
    "files:file": no_file,
    "files:open": no_file,
    "notices:telling": lambda world, target: {"pk": UNKNOWN},
    "notices:chain": lambda world, target: {"pk": UNKNOWN},
    "notices:acknowledge": lambda world, target: {"pk": UNKNOWN},
    "notices:retry": lambda world, target: {"pk": UNKNOWN},
    "notices:open": lambda world, target: {"code": "khong-co"},
    "notices:read": lambda world, target: {"code": "khong-co"},
    "oversight:entry": nothing,
    "oversight:readers": lambda world, target: {"kind": "testing.Sample", "pk": world.samples[Target.OWN].pk},
    "oversight:looked_at": by_person,
    "oversight:alert": lambda world, target: {"pk": UNKNOWN},
    "oversight:settle": lambda world, target: {"pk": UNKNOWN},
    "oversight:review": lambda world, target: {"pk": UNKNOWN},
    "oversight:sign_review": lambda world, target: {"pk": UNKNOWN},
    "oversight:confirm_line": nothing,
    "oversight:end_line": nothing,
    "oversight:request": no_register,
    "oversight:request_letter": no_register,
    "oversight:print_request_letter": no_register,
    "oversight:request_copy": no_register,
    "oversight:identify_request": no_register,
    "oversight:flag_request": no_register,
    "oversight:redirect_request": no_register,
    "oversight:answer_request": no_register,
    "oversight:extend_request": no_register,
    "oversight:approve_request": no_register,
    "oversight:fulfil_request": no_register,
    "oversight:close_request": no_register,
    "oversight:incident_from_alert": no_register,
    "oversight:incident": no_register,
    "oversight:take_up_incident": no_register,
    "oversight:form_08_incident": no_register,
    "oversight:print_form_08_incident": no_register,
    "oversight:note_incident": no_register,
    "oversight:correct_incident": no_register,
    "oversight:tell_incident": no_register,
    "oversight:learn_incident": no_register,
    "oversight:sign_incident": no_register,
    "oversight:incident_people": no_register,
    "oversight:draw_incident": no_register,
    "oversight:add_person": no_register,
    "oversight:tell_people": no_register,
    "oversight:release_people": no_register,
    "oversight:tell_person": lambda world, target: {"pk": UNKNOWN, "person": UNKNOWN},
    "oversight:consent": no_row,
    "oversight:consent_person": no_row,
    "oversight:add_consent": no_row,
    "oversight:correct_person": no_row,
    "oversight:revoke_consent": no_row,
    "oversight:conflict_consent": no_row,
    "oversight:clear_consent": no_row,
    "oversight:attach_proof": no_row,
    "oversight:proposal": no_row,
    "oversight:confirm_proposal": no_row,
    "oversight:approve_proposal": no_row,
    "oversight:reject_proposal": no_row,
    "oversight:hold": no_row,
    "oversight:ask_lift": no_row,
    "oversight:lift_hold": no_row,
    **dict.fromkeys(CARING, unknown),
    **dict.fromkeys(REFERRING, unknown),
    **dict.fromkeys(DIRECTORY, unknown),
    "directory:set_intake": lambda world, target: unknown(world, target) | {"intake": "full"},
    "papers:fill": fill_form,
    "papers:schema": lambda world, target: {"form": "mau-01"},
    "papers:sheet": no_sheet,
    "papers:correct": no_sheet,
    "papers:number": no_sheet,
    "papers:print": no_sheet,
    "papers:open": no_sheet,
    "places:calendar_withdraw": nothing,
    "places:unit": by_unit,
    **dict.fromkeys(ALIKE, unknown),
    **dict.fromkeys(MOVES, unknown),
    **dict.fromkeys(("registry:release", *RELEASES), unknown),
    "registry:roster": no_roster,
    "registry:roster_columns": no_roster,
    "registry:roster_progress": no_roster,
    "registry:roster_remarks": no_roster,
    "registry:roster_check": no_roster,
    "registry:roster_decide": no_roster,
    "registry:roster_apply": no_roster,
    "registry:roster_undo": no_roster,
    "statutes:definition": no_definition,
    "statutes:compare": no_definition,
    "statutes:source": no_definition,
    "statutes:document": nothing,
    "statutes:correct_document": nothing,
    "statutes:end_document": nothing,
    "statutes:withdraw_document": nothing,
    "statutes:restore_document": nothing,
    "statutes:attach_file": nothing,
    "statutes:detach_file": no_document_file,
    "places:name_hamlet": by_unit,
}
"""Addresses whose id isn't a root's; the action or the query decides, tested in the room."""

FUNCTION_METHODS: dict[str, set[str]] = {
    "healthz": {"GET"},
    "readyz": {"GET"},
    "metrics": {"GET"},
    "ui:language": {"GET"},
    "ui:theme": {"POST"},
    "ui:kit": {"GET"},
    "ui:kit_page": {"GET"},
}
"""Methods of views that are functions; screens say it themselves."""

ANSWERS: dict[str, tuple[int, str]] = {
    "accounts:sign_out": (302, "leads to the sign-in page: that is its work"),
    "registry:remove_photo": (404, "nothing to take away: the child has no photo"),
    "programmes:export_needs": (404, "its curricula aren't loaded in these tests"),
    "registry:roster_template": (404, "its lists come from definitions, which aren't loaded in these tests"),
    "mfa_deactivate_totp": (404, "nothing to take away: no authenticator is set up"),
    "mfa_view_recovery_codes": (404, "no codes were made"),
    "mfa_download_recovery_codes": (404, "no codes were made"),
}
"""Addresses whose right answer to an empty request looks like a refusal."""

QUIET: dict[str, str] = {
    "programmes:report": "needs quy=, the quarter: 400 without one",
    "registry:figure_children": "needs noi=, the place that was counted: 400 without one",
    "statutes:apply": "needs text, the previewed file: 400 without one",
    "ui:draft": "needs form_key: 400 without one",
    "ui:saved_filter": "needs name: 400 without one",
    "ui:language": "needs to=: 400 without one",
}
"""Addresses that answer 400 to an empty request even for those who may."""
