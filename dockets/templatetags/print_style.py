"""Template filters that call ``dockets.format.print_style``. They return text, which the template escapes."""

import re
from datetime import date, datetime, tzinfo
from urllib.parse import unquote

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dockets.format import print_style
from dockets.record.text import clean_line

register = template.Library()

register.filter("full_date", print_style.format_date)
register.filter("month_day", print_style.format_month_day)
register.filter("zoned_clock", print_style.format_zoned_clock)
register.filter("capped", print_style.format_capped_count)
register.filter("grouped", print_style.format_number)
register.filter("one_line", clean_line)


@register.filter
def ago(moment: datetime, zone: tzinfo | None = None) -> str:
    """How long ago; from a month on, a date in the zone of ``exact_time``."""
    return print_style.format_age(timezone.localtime(moment, zone), timezone.now())


@register.filter
def exact_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """Date and time in the court's zone where one is given (``{{ docket.checked_at|exact_time:court.zone }}``), else in
    the newsroom's."""
    return print_style.format_moment(timezone.localtime(moment, zone))


_IN_ADDRESS = re.compile(
    r"/(?:api/v1/)?cases/[^/]+/(.{1,80}?)/?"
    r"(?:/(?:filings|claims|parties|changes|corrections|embed|timeline\.|claims\.|annotations|card)\b.*)?"
)


@register.filter
def case_number_in(path: str) -> str:
    """The docket number in the address of a page of a case; "" in any other."""
    found = _IN_ADDRESS.fullmatch(unquote(path))
    return found[1] if found and any(letter.isdigit() for letter in found[1]) else ""


@register.filter
def day_of(moment: datetime, zone: tzinfo | None = None) -> str:
    """The day of a moment, in the zone that ``exact_time`` would take."""
    return print_style.format_date(timezone.localtime(moment, zone).date())


@register.filter
def iso(moment: date) -> str:
    """ISO form for the attribute ``datetime=``, which knows no microseconds."""
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()


@register.filter
def caption(case_name: str) -> SafeString:
    """The caption with its "v." in italics, smaller where a court writes it in capitals; everything else is escaped."""
    left, right = print_style.split_caption(case_name)
    drawn = format_html("{} <i>v.</i> {}", left, right) if right else format_html("{}", left)
    return format_html('<span class="caps">{}</span>', drawn) if print_style.is_in_capitals(left, right) else drawn


@register.simple_tag
def site_name() -> str:
    return str(settings.SITE_NAME)


@register.simple_tag
def directory_name() -> str:
    """How the newsroom's own log-in is called; "" where there is none."""
    has_one = any(provider["APPS"] for provider in settings.SOCIALACCOUNT_PROVIDERS.values())
    return str(settings.DIRECTORY_NAME) if has_one else ""


@register.simple_tag
def directory_url() -> str:
    """Where a log-in through it begins."""
    return reverse(settings.DIRECTORY_LOGIN, args=["directory"])
