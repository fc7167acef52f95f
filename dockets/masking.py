"""Masks kept payloads again: where the rules have become stricter, or where it turns out of which docket a payload is.

What was seen stays as it was: an observation keeps its payload and its fingerprint, and what is masked reads to the same records.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from dockets import homes
from dockets.models import Court, Docket, ImportRun, Payload
from dockets.models.observation import FORGOTTEN
from dockets.read_payload import scrubbed
from dockets.records import DocketRecord

RULES = 1
"""Raise this when ``read_payload.scrubbed``, or any of what it calls, takes more out than before: what is kept was masked by the
rules of its time, and ``mask_payloads`` masks it again, with the texts of documents, which go through the same rules."""


def tell_homes(records: Iterable[DocketRecord]) -> bool:
    """Whether a payload turned out to be of a docket in which courts print people's homes."""
    return any(homes.are_printed(record) for record in records)


def are_of_homes(docket_ids: Iterable[int]) -> bool:
    """The same, of what is known of these dockets."""
    return any(
        docket.prints_homes
        for docket in Docket.objects.filter(pk__in=docket_ids).only("court", "nature_of_suit", "cause", "homes_withheld")
    )


def mask_again(payload: Payload, *, name: str, source_slug: str, court: Court | None, private: bool) -> bool:
    """Masks what is kept, by today's rules, and notes that. Whether there was anything to mask.

    ``private``: it is of a docket in which courts print people's homes.
    """
    with transaction.atomic():
        kept = Payload.objects.select_for_update().get(pk=payload.pk)
        body = bytes(kept.body)
        plain = b"" if body == FORGOTTEN else zlib.decompress(body)
        masked = scrubbed(plain, name, source_slug, court, private=private) if plain else plain
        if masked == plain:
            Payload.objects.filter(pk=kept.pk).update(masked_by=RULES)
            return False
        sha256 = hashlib.sha256(masked).hexdigest()
        if Payload.objects.filter(sha256=sha256).exists():
            sha256 = kept.sha256  # It came again since, and was masked at the door: these bytes are found under that row.
        words = {"body": zlib.compress(masked, 6), "size": len(masked), "sha256": sha256}
        Payload.objects.filter(pk=kept.pk).update(**words, masked_by=RULES)
    for field, value in words.items():
        setattr(payload, field, value)
    return True


def behind() -> Iterator[Payload]:
    """The payloads that were masked by older rules, each without its body. One that is masked is behind no more, so whoever is
    interrupted goes on where they were."""
    last = 0
    rows = Payload.objects.filter(masked_by__lt=RULES).defer("body").order_by("pk")
    while payload := rows.filter(pk__gt=last).first():
        last = payload.pk
        yield payload


def catch_up(run: ImportRun) -> None:
    """Masks what was kept of a run's dockets before it was known that courts print people's homes in them, and lets go of the
    words that previews had shown of it."""
    of_run = Q(import_runs=run) | Q(merged_into__import_runs=run)
    dockets = Docket.objects.filter(of_run, homes_withheld=True).values_list("pk", flat=True)
    if not (known := list(dockets.distinct())):
        return
    spoken_of = Payload.objects.filter(Q(observations__docket__in=known) | Q(runs__dockets__in=known), masked_by__lt=RULES)
    for payload in Payload.objects.filter(pk__in=spoken_of.values("pk")).defer("body").order_by("pk"):
        mask_by_its_imports(payload)
    for previewed in ImportRun.objects.filter(dockets__in=known, preview__dockets__0__isnull=False).distinct():
        previewed.preview["dockets"] = []
        previewed.save(update_fields=["preview"])


def mask_by_its_imports(payload: Payload) -> bool:
    """Masks a payload by what its newest import took it for, and by what is known of the dockets that it speaks of."""
    run = ImportRun.objects.filter(payload=payload).select_related("court").order_by("-pk").first()
    dockets = set(Docket.objects.filter(import_runs__payload=payload).values_list("pk", flat=True))
    dockets |= set(payload.observations.values_list("docket", flat=True).distinct())
    courts = Court.objects.filter(dockets__in=dockets).distinct()
    (only,) = courts[:1] if len(courts) == 1 else (None,)
    return mask_again(
        payload,
        name=run.reference if run else payload.name,
        source_slug=run.source_slug if run else "",
        court=(run.court if run else None) or only,
        private=are_of_homes(dockets),
    )
