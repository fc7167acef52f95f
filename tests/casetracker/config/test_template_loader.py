"""The indentation of templates is for people: it is not sent."""

from pathlib import Path

import pytest
from django.template import Context, Engine
from django.test import Client

LOADERS = ["casetracker.config.template_loader.Loader"]
INDENTED = "<ul>\n  {% for word in words %}\n    <li>{{ word }},\n      again</li>\n  {% endfor %}\n</ul>\n"


def rendered(folder: Path, name: str) -> str:
    (folder / name).write_text(INDENTED)
    return Engine(dirs=[str(folder)], loaders=LOADERS).get_template(name).render(Context({"words": ["  one"]}))


def test_a_page_is_sent_without_its_indentation_and_with_every_line_break_and_word(tmp_path: Path) -> None:
    assert rendered(tmp_path, "page.html") == "<ul>\n\n<li>  one,\nagain</li>\n\n</ul>\n"


def test_the_text_of_a_mail_is_sent_as_it_is(tmp_path: Path) -> None:
    assert "    <li>  one,\n      again</li>" in rendered(tmp_path, "mail.txt")


@pytest.mark.django_db
def test_the_site_loads_its_templates_so(client: Client) -> None:
    lines = client.get("/accounts/login/").content.decode().splitlines()
    assert lines[0] == "<!doctype html>"
    assert [line for line in lines if line.startswith((" ", "\t"))] == []
