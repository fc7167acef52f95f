"""Which templates the test client is told of. Called by ``tests.conftest``."""

from typing import Any

from django.template import Template
from django.template.base import PartialTemplate
from django.test.signals import template_rendered
from django.test.utils import _TestState


def report_pages_alone() -> None:
    """``response.context`` is the context of the page that was rendered.

    Django copies the context of each template that is rendered in it as well, which for a form are thousands: one for
    each option of each field.
    """
    Template._render = _render_page  # type: ignore[attr-defined]
    PartialTemplate._render = _TestState.saved_data.partial_template_render  # type: ignore[attr-defined]


def _render_page(template: Template, context: Any) -> Any:
    if context.template is template and not str(template.name).startswith("django/forms/"):
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)
