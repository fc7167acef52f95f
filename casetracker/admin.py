"""Django's admin, as far as it is about accounts. What the pages of accounts look after is not changed behind their
backs: one-time secrets, sessions and addresses are not there at all."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse

from rulings.history.account_log import record_account_event

for model in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, User, UserSession):
    admin.site.unregister(model)


@admin.register(User)
class PeopleAdmin(UserAdmin):  # type: ignore[type-arg]
    """Roles are given, and accounts made and disabled, on the page of the newsroom's people. Here are the single
    permissions and groups beside them."""

    fieldsets = ((None, {"fields": ("username", "is_active", "is_superuser", "groups", "user_permissions")}),)
    readonly_fields = ("username", "is_active", "is_superuser")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """Without the page on which an admin would choose another's password."""
        return admin.ModelAdmin.get_urls(self)

    def log_change(self, request: HttpRequest, obj: User, message: object) -> LogEntry:
        groups = ", ".join(group.name for group in obj.groups.all())
        record_account_event("role", of=obj, by=request.user, now=f"groups: {groups}", detail="single permissions")
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[User]) -> list[LogEntry]:
        for user in queryset:
            record_account_event("deleted", of=user, by=request.user)
        return super().log_deletions(request, queryset)


def change_password(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """In the place of the admin's own page, which counts no wrong passwords."""
    return HttpResponseRedirect(reverse("account_change_password"))


admin.site.password_change = change_password  # type: ignore[method-assign,assignment]
