"""Of when a docket is known, for the pages of the case and what is made of it: told in the query that finds the docket."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from dockets.models import Docket, Sheet

_WHOLE = Docket.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(merged_into=OuterRef(OuterRef("pk"))))
_NEWEST = Sheet.objects.filter(docket__in=_WHOLE.order_by().values("pk")).order_by("-as_of").values("as_of")[:1]
AS_OF = Coalesce(Subquery(_NEWEST), F("checked_at"))
"""For a query of dockets: the newest moment that a sheet of the docket, or of one that turned out to be it, states.

A page that was bought in 2019 and is imported today knows nothing of the years between. What states no moment is of when it
came, and a docket without sheets of when it was checked."""
