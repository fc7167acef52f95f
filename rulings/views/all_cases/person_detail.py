"""``/people/<role>/<name>/``: the cases in which a party, lawyer, firm or judge of that name stands, latest first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.format.print_style import COUNTED_TO, format_capped_count
from dockets.format.urls import LONGEST_NAME, build_docket_url
from dockets.http.query_values import strip_control_characters
from dockets.http.requested_page import get_requested_page
from dockets.search.people import PersonKind, find_dockets_of_person
from rulings.people.across_cases import describe_person

PAGE = 50
LATEST = (Key("date_last_filing", "date", descending=True, nullable=True), Key("id", "int"))
LABELS = {
    PersonKind.PARTY: "Party",
    PersonKind.LAWYER: "Lawyer",
    PersonKind.FIRM: "Firm",
    PersonKind.JUDGE: "Judge",
}


@require_safe
def person_detail(request: HttpRequest, role: str, name: str) -> HttpResponse:
    if role not in [*PersonKind] or len(name) > LONGEST_NAME or strip_control_characters(name) != name:
        raise Http404("Nobody has this address.")
    found = find_dockets_of_person(PersonKind(role), name)
    count = len(found.order_by().values_list("pk")[: COUNTED_TO + 1])
    if not count:
        raise Http404(f"No case names a {role} “{name}”.")
    page, notice = get_requested_page(request, found.select_related("court").defer("search"), LATEST, PAGE)
    cases = describe_person(PersonKind(role), name, page.rows)
    context = {
        "name": name,
        "role": role,
        "label": LABELS[PersonKind(role)],
        "count": format_capped_count(count),
        "number": count,
        "page": page,
        "cases": [(case, build_docket_url(case.docket.court_id, case.docket.docket_number)) for case in cases],
        "notices": [notice] if notice else [],
    }
    answer = render(request, "rulings/person_detail.html", context)
    # A list of somebody's cases is for whoever looks here, not for search engines to show beside the name.
    answer["X-Robots-Tag"] = "noindex"
    return answer
