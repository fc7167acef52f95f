"""Who may see the pages of a document's file: readers once an editor has published it, but for the pages that are
withheld; editors always. Asked by every view that shows a page, a picture of it, or the file."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from dockets.http.permissions import has_role
from dockets.models import DocumentText


def may_see_pages(user: AbstractBaseUser | AnonymousUser, text: DocumentText) -> bool:
    """Whether there are pages to be seen, and this user may see those that are not withheld."""
    return text.file_id is not None and text.shown and (text.published_at is not None or sees_unpublished(user))


def may_see_page(user: AbstractBaseUser | AnonymousUser, text: DocumentText, page: int) -> bool:
    """Whether this user may see one page (from 1)."""
    if not 1 <= page <= text.page_count:
        return False
    return may_see_pages(user, text) and (page not in text.withheld or sees_unpublished(user))


def may_see_file(user: AbstractBaseUser | AnonymousUser, text: DocumentText) -> bool:
    """Whether this user may have the whole file as it came: readers only if no page is withheld, and they are
    not to see pictures only. Else they get a copy (``dockets.documents.reader_files``)."""
    is_whole = not (text.withheld or text.pictures_only)
    return may_see_pages(user, text) and (is_whole or sees_unpublished(user))


def may_see_version(user: AbstractBaseUser | AnonymousUser, text: DocumentText) -> bool:
    """Whether this user may see the words of a text that stands or stood there, to compare it with others: readers the
    one that stands, and those whose pages they have seen before another file took their place."""
    was_replaced = text.replaced_at is not None and text.published_at is not None
    return text.shown or was_replaced or (text.gone_at is not None and sees_unpublished(user))


def sees_unpublished(user: AbstractBaseUser | AnonymousUser) -> bool:
    return has_role(user, "editor", "texts")
