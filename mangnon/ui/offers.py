"""What the screens kit gives: its drafts, when their term is over."""

from mangnon.ui.retaining import RETAINED

OFFERS = (RETAINED,)
