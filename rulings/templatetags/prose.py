"""``{{ claim.summary|prose:base }}``: what editors write at length, as Markdown."""

from django import template

from rulings.html.markup import Markup
from rulings.html.prose import render_prose

register = template.Library()


@register.filter
def prose(source: str, case_address: str) -> Markup:
    return render_prose(source, case_address)
