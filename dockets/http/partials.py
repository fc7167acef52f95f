"""Answers htmx with a part of a page. The same address serves the whole page to everyone else, so caches must be told
(Vary)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def get_swap_target(request: HttpRequest) -> str:
    """The id of the element that htmx will swap, "" for a whole page. Going back in the history asks for a whole page
    too."""
    headers = request.headers
    if headers.get("HX-Request") != "true" or headers.get("HX-History-Restore-Request") == "true":
        return ""
    return headers.get("HX-Target", "")


def render_part(request: HttpRequest, template: str, context: dict[str, object], parts: dict[str, str]) -> HttpResponse:
    """Renders ``template``, or its partial that ``parts`` names for the element which htmx swaps."""
    part = parts.get(get_swap_target(request), "")
    response = render(request, f"{template}#{part}" if part else template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target", "HX-History-Restore-Request"])
    return response
