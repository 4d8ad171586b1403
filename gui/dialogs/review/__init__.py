"""Reviewing what is about to be signed, signing it, and watching what becomes of it."""

from gui.dialogs.review.dialog import ReviewDialog, review_and_send
from gui.dialogs.review.request import ReviewRequest, ReviewResult

__all__ = ["ReviewDialog", "ReviewRequest", "ReviewResult", "review_and_send"]
