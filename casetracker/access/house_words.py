"""Calls outcomes, statuses and standards what the newsroom calls them: middleware."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dockets.format.house_words import set_house_words
from rulings.publishing.house_style import load_house_words


def use_house_words(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. The words stay set when the answer is ready, since a table is written while it is sent."""

    def answer(request: HttpRequest) -> HttpResponse:
        set_house_words(load_house_words())
        return get_response(request)

    return answer
