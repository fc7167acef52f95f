"""As of when a docket is known, for the pages of the case and its exports: read in the query that finds the docket."""

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from dockets.models import Docket, Sheet, Source

WHOLE = (
    Docket.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(merged_into=OuterRef(OuterRef("pk"))))
    .order_by()
    .values("pk")
)
"""For a subquery of a query of dockets: the docket and those merged into it, whose sheets stay with them."""
_NEWEST = Sheet.objects.filter(docket__in=WHOLE).order_by("-as_of").values("as_of")[:1]
_WATCHED = Source.objects.filter(docket__in=WHOLE, reads_once="").order_by().values("reads_once")
AS_OF = Greatest(
    Coalesce(Subquery(_NEWEST), F("checked_at")),
    Subquery(_WATCHED.annotate(last=Max("last_success_at")).values("last")),
)
"""Expression for a query of dockets: the newest time that a sheet of the docket, or of one merged into it, states; or
the time at which a source that watches the docket was last read, since it would have shown anything new.

A page that was bought in 2019 and is imported today knows nothing of the years between. A sheet that states no time has
the time at which it came, and a docket without sheets the time at which it was checked.
"""
