"""Addresses that allauth looks up by its own names. Only what is really used stands here."""

from django.urls import path

from mangnon.access.policy import SIGNED_IN
from mangnon.accounts.views import entering, factors, recovery
from mangnon.accounts.views.wrapping import ENTRANCE, PROVING, ours

sign_in = ours(entering.SignIn, ENTRANCE)

urlpatterns = [
    path("dang-nhap", sign_in, name="account_login"),
    path("dang-nhap/khoa", ours(factors.KeySignIn, ENTRANCE), name="mfa_login_webauthn"),
    path("xac-thuc-hai-lop", ours(factors.Authenticate, ENTRANCE), name="mfa_authenticate"),
    path("xac-nhan", ours(entering.Confirm, PROVING), name="account_reauthenticate"),
    path("xac-nhan/ma", ours(factors.ConfirmByCode, PROVING), name="mfa_reauthenticate"),
    path("xac-nhan/khoa", ours(factors.ConfirmByKey, PROVING), name="mfa_reauthenticate_webauthn"),
    path("doi-mat-khau", ours(entering.ChangePassword, SIGNED_IN), name="account_change_password"),
    path("hai-lop", ours(factors.Factors, PROVING), name="mfa_index"),
    path("hai-lop/dien-thoai", ours(factors.ActivateTotp, PROVING), name="mfa_activate_totp"),
    path("hai-lop/dien-thoai/bo", ours(factors.DeactivateTotp, PROVING), name="mfa_deactivate_totp"),
    path("hai-lop/khoa", ours(factors.Keys, PROVING), name="mfa_list_webauthn"),
    path("hai-lop/khoa/them", ours(factors.AddKey, PROVING), name="mfa_add_webauthn"),
    path("hai-lop/khoa/<int:pk>/doi-ten", ours(factors.RenameKey, PROVING), name="mfa_edit_webauthn"),
    path("hai-lop/khoa/<int:pk>/bo", ours(factors.RemoveKey, PROVING), name="mfa_remove_webauthn"),
    path("hai-lop/du-phong", ours(recovery.Codes, PROVING), name="mfa_view_recovery_codes"),
    path("hai-lop/du-phong/tai-ve", ours(recovery.DownloadCodes, PROVING), name="mfa_download_recovery_codes"),
    path("hai-lop/du-phong/tao-moi", ours(recovery.NewCodes, PROVING), name="mfa_generate_recovery_codes"),
]
