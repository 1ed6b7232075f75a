"""Addresses of accounts under our own names; those that allauth looks up stand in ``entrance``."""

from django.urls import path

from mangnon.accounts.entrance import sign_in
from mangnon.accounts.views import entering, factors, joining, managing, me, people
from mangnon.accounts.views.wrapping import ALWAYS, ENTRANCE, PROVING, ours

app_name = "accounts"
urlpatterns = [
    path("dang-nhap", sign_in, name="sign_in"),
    path("dang-nhap/thoi", ours(entering.GiveUp, ENTRANCE), name="give_up"),
    path("dang-nhap/tro-lai", joining.AskReturn.as_view(), name="ask_return"),
    path("loi-moi/<str:secret>", joining.Join.as_view(), name="join"),
    path("dang-xuat", ours(entering.SignOut, ALWAYS), name="sign_out"),
    path("mo-khoa", entering.Unlock.as_view(), name="unlock"),
    path("xac-nhan/lai", ours(factors.Prove, PROVING), name="prove"),
    path("hai-lop/can-co", ours(factors.SecondFactor, PROVING), name="second_factor"),
    path("tai-khoan", me.Me.as_view(), name="me"),
    path("tai-khoan/khoa", me.LockNow.as_view(), name="lock"),
    path("tai-khoan/lua-chon", me.Preferences.as_view(), name="preferences"),
    path("tai-khoan/may/thoat-het", me.SignOutOthers.as_view(), name="sign_out_others"),
    path("tai-khoan/may/<int:pk>/thoat", me.SignOutDevice.as_view(), name="sign_out_device"),
    path("nguoi-dung", people.PeopleList.as_view(), name="people"),
    path("nguoi-dung/vai-tro", people.RolesPage.as_view(), name="roles"),
    path("nguoi-dung/noi", managing.SuggestPlace.as_view(), name="suggest_place"),
    path("nguoi-dung/moi", managing.Invite.as_view(), name="invite"),
    path("nguoi-dung/moi/<str:role>/<int:place>", managing.InvitePerson.as_view(), name="invite_person"),
    path("nguoi-dung/<uuid:pk>", people.PersonPage.as_view(), name="person"),
    path("nguoi-dung/<uuid:pk>/giao", managing.Give.as_view(), name="give"),
    path("nguoi-dung/<uuid:pk>/giao/<str:role>/<int:place>", managing.GiveRole.as_view(), name="give_role"),
    path("nguoi-dung/<uuid:pk>/khoa", managing.DisablePerson.as_view(), name="disable"),
    path("nguoi-dung/<uuid:pk>/chuyen-viec", managing.MoveWork.as_view(), name="move_work"),
    path("nguoi-dung/<uuid:pk>/duong-dan", managing.Renew.as_view(), name="renew"),
    path("nguoi-dung/vai-tro/<int:pk>/ket-thuc", managing.EndRole.as_view(), name="end"),
    path("nguoi-dung/duong-dan/<int:pk>/thu-hoi", managing.Withdraw.as_view(), name="withdraw"),
]
