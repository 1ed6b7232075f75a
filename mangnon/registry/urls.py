"""Addresses of the register, under tre-em/."""

from django.urls import URLPattern, path

from mangnon.registry import views
from mangnon.registry.alike import merge_views as merges
from mangnon.registry.alike import views as alike
from mangnon.registry.benefits.urls import BENEFIT_PATTERNS
from mangnon.registry.figures import map_views as figure_maps
from mangnon.registry.figures import views as figures
from mangnon.registry.harm.urls import HARM_PATTERNS
from mangnon.registry.photos import views as photos
from mangnon.registry.releases.urls import RELEASE_PATTERNS
from mangnon.registry.rosters.urls import ROSTER_PATTERNS
from mangnon.registry.search.views import ChildSearch
from mangnon.registry.verifying.urls import VERIFYING_PATTERNS

app_name = "registry"

urlpatterns: list[URLPattern] = [
    *ROSTER_PATTERNS,
    *RELEASE_PATTERNS,
    *HARM_PATTERNS,
    *BENEFIT_PATTERNS,
    *VERIFYING_PATTERNS,
    path("tim", ChildSearch.as_view(), name="search"),
    path("giong-nhau", alike.PairList.as_view(), name="alike_pairs"),
    path("giong-nhau/<uuid:pk>", alike.PairPage.as_view(), name="alike_pair"),
    path("giong-nhau/<uuid:pk>/khac-nhau", alike.Dismiss.as_view(), name="alike_dismiss"),
    path("giong-nhau/<uuid:pk>/xem-lai", alike.Reopen.as_view(), name="alike_reopen"),
    path("giong-nhau/<uuid:pk>/gop", alike.MergePair.as_view(), name="alike_merge"),
    path("da-gop", merges.MergeList.as_view(), name="merges"),
    path("da-gop/<uuid:pk>", merges.MergePage.as_view(), name="merge"),
    path("da-gop/<uuid:pk>/tach", merges.Undo.as_view(), name="merge_undo"),
    path("", views.ChildList.as_view(), name="children"),
    path("ghi", views.RegisterChild.as_view(), name="register"),
    path("so-lieu", figures.FiguresPage.as_view(), name="figures"),
    path("so-lieu/danh-sach", figures.FigureChildren.as_view(), name="figure_children"),
    path("so-lieu/ban-do", figure_maps.FigureMap.as_view(), name="figure_map"),
    path("so-lieu/ngay", figures.ChooseDay.as_view(), name="figures_day"),
    path("so-lieu/chot", figures.CloseQuarter.as_view(), name="close_quarter"),
    path("tong-hop", views.SummaryPage.as_view(), name="summary"),
    path("in-so", views.PrintBook.as_view(), name="book"),
    path("ho/", views.HouseholdList.as_view(), name="households"),
    path("ho/goi-y", views.SuggestHousehold.as_view(), name="suggest_household"),
    path("ho/ghi", views.RegisterHousehold.as_view(), name="register_household"),
    path("ho/<uuid:pk>", views.HouseholdPage.as_view(), name="household"),
    path("ho/<uuid:pk>/sua", views.CorrectHousehold.as_view(), name="correct_household"),
    path("ho/<uuid:pk>/phan-loai", views.ClassifyHousehold.as_view(), name="classify_household"),
    path("ho/<uuid:pk>/thanh-vien", views.NameMember.as_view(), name="member"),
    path("ho/<uuid:pk>/thanh-vien/<int:row>/ra", views.EndMember.as_view(), name="end_member"),
    path("chuyen/", views.MoveList.as_view(), name="transfers"),
    path("chuyen/<uuid:pk>", views.TransferPage.as_view(), name="transfer"),
    path("chuyen/<uuid:pk>/tiep-nhan", views.AcceptTransfer.as_view(), name="accept"),
    path("chuyen/<uuid:pk>/khong-tiep-nhan", views.DeclineTransfer.as_view(), name="decline"),
    path("chuyen/<uuid:pk>/rut-lai", views.WithdrawTransfer.as_view(), name="withdraw"),
    path("<uuid:pk>/hoc-tap", views.RecordSchooling.as_view(), name="schooling"),
    path("<uuid:pk>/bao-hiem-y-te", views.RecordInsurance.as_view(), name="insurance"),
    path("<uuid:pk>/tiem-chung", views.RecordDose.as_view(), name="dose"),
    path("<uuid:pk>/kham-suc-khoe", views.RecordCheckup.as_view(), name="checkup"),
    path("<uuid:pk>/tiem-chung/<int:row>/sua", views.MendDose.as_view(), name="mend_dose"),
    path("<uuid:pk>/tiem-chung/<int:row>/bo", views.DropDose.as_view(), name="drop_dose"),
    path("<uuid:pk>/kham-suc-khoe/<int:row>/sua", views.MendCheckup.as_view(), name="mend_checkup"),
    path("<uuid:pk>/kham-suc-khoe/<int:row>/bo", views.DropCheckup.as_view(), name="drop_checkup"),
    path("<uuid:pk>/khuyet-tat", views.RecordDisability.as_view(), name="disability"),
    path("<uuid:pk>/chuyen-di", views.AskTransfer.as_view(), name="ask_transfer"),
    path("<uuid:pk>/thoi-quan-ly", views.LeaveRegister.as_view(), name="leave_register"),
    path("<uuid:pk>/tro-ve", views.ReturnToRegister.as_view(), name="return"),
    path("<uuid:pk>/ghi-nham", views.NeverLeft.as_view(), name="never_left"),
    path("<uuid:pk>", views.ChildPage.as_view(), name="child"),
    path("<uuid:pk>/sua", views.CorrectChild.as_view(), name="correct"),
    path("<uuid:pk>/tham", views.RecordVisit.as_view(), name="visit"),
    path("<uuid:pk>/ten-khac", views.AddName.as_view(), name="name"),
    path("<uuid:pk>/ten-khac/<int:row>/bo", views.DropName.as_view(), name="drop_name"),
    path("<uuid:pk>/anh", photos.AddPhoto.as_view(), name="add_photo"),
    path("<uuid:pk>/anh/go", photos.RemovePhoto.as_view(), name="remove_photo"),
    path("<uuid:pk>/tep", views.AttachFile.as_view(), name="attach"),
    path("<uuid:pk>/cho-o", views.MoveHome.as_view(), name="move"),
    path("<uuid:pk>/thuong-tru", views.RegisterResidence.as_view(), name="registered_residence"),
    path("<uuid:pk>/vao-ho", views.JoinHousehold.as_view(), name="join"),
    path("<uuid:pk>/ra-ho", views.LeaveHousehold.as_view(), name="leave"),
    path("<uuid:pk>/cham-soc", views.NameCarer.as_view(), name="carer"),
    path("<uuid:pk>/cham-soc/<int:row>/thoi", views.EndCarer.as_view(), name="end_carer"),
    path("<uuid:pk>/cha-me/<str:which>", views.SayParent.as_view(), name="parent"),
    path("<uuid:pk>/cha-me/<str:which>/tinh-trang", views.SayState.as_view(), name="state"),
    path("<uuid:pk>/tinh-trang/<int:row>/het", views.EndState.as_view(), name="end_state"),
    path("<uuid:pk>/hoan-canh", views.ChooseGroup.as_view(), name="groups"),
    path("<uuid:pk>/hoan-canh/kin", views.SensitiveOpened.as_view(), name="open_sensitive"),
    path("<uuid:pk>/hoan-canh/<int:row>/het", views.CloseCircumstance.as_view(), name="end_circumstance"),
    path("<uuid:pk>/hoan-canh/nhom/<str:group>", views.OpenCircumstance.as_view(), name="circumstance"),
]
