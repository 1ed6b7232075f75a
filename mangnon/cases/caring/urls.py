"""Addresses of substitute care, under ho-so/."""

from django.urls import path

from mangnon.cases.caring.views import carers, facilities, later, placements, placing

CARING_URLS = [
    path("cham-soc-thay-the", placements.PlacementList.as_view(), name="placements"),
    path("cham-soc-thay-the/tre/<uuid:pk>", placing.ProposePlacement.as_view(), name="propose_placement"),
    path("cham-soc-thay-the/nguoi-nhan", carers.CarerScreenList.as_view(), name="carers"),
    path("cham-soc-thay-the/nguoi-nhan/ghi", carers.RegisterCarer.as_view(), name="register_carer"),
    path("cham-soc-thay-the/nguoi-nhan/da-cap-nhat", carers.UpdateCarers.as_view(), name="update_carers"),
    path("cham-soc-thay-the/nguoi-nhan/<uuid:pk>", carers.CarerPage.as_view(), name="carer"),
    path("cham-soc-thay-the/nguoi-nhan/<uuid:pk>/sua", carers.CorrectCarer.as_view(), name="correct_carer"),
    path("cham-soc-thay-the/nguoi-nhan/<uuid:pk>/xac-minh", carers.CheckCarer.as_view(), name="check_carer"),
    path("cham-soc-thay-the/nguoi-nhan/<uuid:pk>/ra", carers.WithdrawCarer.as_view(), name="withdraw_carer"),
    path("cham-soc-thay-the/co-so", facilities.FacilityLists.as_view(), name="facility_lists"),
    path("cham-soc-thay-the/co-so/ghi", facilities.ReceiveList.as_view(), name="receive_list"),
    path("cham-soc-thay-the/co-so/tre/<uuid:pk>", facilities.ListChild.as_view(), name="list_child"),
    path("cham-soc-thay-the/co-so/<uuid:pk>", facilities.FacilityListPage.as_view(), name="facility_list"),
    path("cham-soc-thay-the/co-so/<uuid:pk>/<uuid:row>/thoi", facilities.SettleChild.as_view(), name="settle_child"),
    path("cham-soc-thay-the/co-so/<uuid:pk>/<uuid:row>/roi", facilities.LeftFacility.as_view(), name="left_facility"),
    path("cham-soc-thay-the/<uuid:pk>", placements.PlacementPage.as_view(), name="placement"),
    path("cham-soc-thay-the/<uuid:pk>/gap", placing.Meet.as_view(), name="meet"),
    path("cham-soc-thay-the/<uuid:pk>/quyet-dinh", placing.DecidePlacement.as_view(), name="decide_placement"),
    path("cham-soc-thay-the/<uuid:pk>/khong", placing.RefusePlacement.as_view(), name="refuse_placement"),
    path("cham-soc-thay-the/<uuid:pk>/giao-nhan", placing.HandOver.as_view(), name="hand_over"),
    path("cham-soc-thay-the/<uuid:pk>/theo-doi", placing.FollowChild.as_view(), name="follow_child"),
    path("cham-soc-thay-the/<uuid:pk>/bao-tin", later.HearCarer.as_view(), name="hear_carer"),
    path("cham-soc-thay-the/<uuid:pk>/du-16", later.ArrangeGrown.as_view(), name="arrange_grown"),
    path("cham-soc-thay-the/<uuid:pk>/cham-dut", placing.EndPlacement.as_view(), name="end_placement"),
    path("cham-soc-thay-the/<uuid:pk>/dia-chi", placing.OpenAddress.as_view(), name="open_address"),
]
