"""Every write of publishing."""

from mangnon.publishing.actions.articles import Text, add_article, save_article, send_article, take_back_article
from mangnon.publishing.actions.deciding import (
    approve_article,
    return_article,
    start_publication,
    withdraw_article,
)
from mangnon.publishing.actions.domains import ask_domain, confirm_domain, end_domain
from mangnon.publishing.actions.patrol import patrol
from mangnon.publishing.actions.pictures import add_picture, clear_picture, remove_picture, take_down_pictures
from mangnon.publishing.actions.releasing import confirm_release
from mangnon.publishing.actions.signing import sign_due, sign_pages

__all__ = [
    "Text",
    "add_article",
    "add_picture",
    "approve_article",
    "ask_domain",
    "clear_picture",
    "confirm_domain",
    "confirm_release",
    "end_domain",
    "patrol",
    "remove_picture",
    "return_article",
    "save_article",
    "send_article",
    "sign_due",
    "sign_pages",
    "start_publication",
    "take_back_article",
    "take_down_pictures",
    "withdraw_article",
]
