"""What an inspection finds in a file, as values that can be kept on a row. Pure; called by ``inspect``, its worker and
whoever shows the findings.

A finding never repeats what is covered or personal: it says what kind of thing it is, and where it stands. So the row
that keeps it needs no more care than the name of a file. Names in metadata and of attachments are told, masked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

RULES = 1
"""Raise this when an inspection finds more or other things than before: kept ones can then be made again."""

type Box = tuple[float, float, float, float]
"""Left, top, right, bottom: fractions of the page as it is shown, counted from its top left."""

MOST_BOXES = 200
"""Of one finding; more tell nobody more."""


class FindingKind(StrEnum):
    COVERED_WORDS = "covered-words"
    COVERED_PICTURE = "covered-picture"
    PERSONAL_NUMBER = "personal-number"
    BIRTH_DATE = "birth-date"
    MINOR_NAME = "minor-name"
    HOME_ADDRESS = "home-address"
    METADATA = "metadata"
    ATTACHMENT = "attachment"
    COMMENT = "comment"
    SCRIPT = "script"
    ACTION = "action"
    FORM_VALUE = "form-value"


@dataclass(frozen=True, slots=True)
class Finding:
    """``page``: from 1; 0 where it is of the whole file. ``sentence``: for an editor."""

    kind: FindingKind
    page: int
    boxes: Sequence[Box]
    sentence: str

    def as_json(self) -> dict[str, Any]:
        boxes = [list(box) for box in self.boxes]
        return {"kind": str(self.kind), "page": self.page, "boxes": boxes, "sentence": self.sentence}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        boxes = tuple((box[0], box[1], box[2], box[3]) for box in told["boxes"])
        return cls(FindingKind(told["kind"]), told["page"], boxes, told["sentence"])


@dataclass(frozen=True, slots=True)
class Inspection:
    """``refused``: why the file could not be inspected, "" where it was. ``unlooked``: pages that were not looked
    through, or not for dark boxes, because time ran out or the page is too large; ``leftovers_unread``: whether
    metadata, attachments, scripts and forms were not."""

    pages: int = 0
    findings: Sequence[Finding] = ()
    unlooked: Sequence[int] = ()
    leftovers_unread: bool = False
    refused: str = ""
    rules: int = RULES

    @property
    def is_complete(self) -> bool:
        """Whether everything was looked through, so that no finding means that there is nothing of the kind."""
        return not (self.refused or self.unlooked or self.leftovers_unread)

    @property
    def summary(self) -> str:
        """What came of it, in sentences for an editor."""
        if self.refused:
            return self.refused
        said = [f"{len(self.findings):,} thing{'s' * (len(self.findings) != 1)} to look at were found."]
        if len(self.findings) == 1:
            said = ["1 thing to look at was found."]
        elif not self.findings:
            said = ["Nothing was found that the pages do not show."]
        if self.unlooked:
            said.append(f"{_name_pages(self.unlooked)} could not be looked through: do that yourself.")
        if self.leftovers_unread:
            said.append("Metadata, attachments, scripts and forms could not be looked through.")
        return " ".join(said)

    def join_further(self, further: "Inspection") -> "Inspection":
        """This inspection with what a second one of its ``unlooked`` pages found. Of a second one that was refused
        nothing is taken."""
        if further.refused:
            return self
        both = dict.fromkeys([*self.findings, *further.findings])
        findings = sorted(both, key=lambda one: (one.page, one.kind))
        return replace(self, findings=tuple(findings), unlooked=tuple(further.unlooked))

    def as_json(self) -> dict[str, Any]:
        return {
            "rules": self.rules,
            "pages": self.pages,
            "findings": [finding.as_json() for finding in self.findings],
            "unlooked": list(self.unlooked),
            "leftovers_unread": self.leftovers_unread,
            "refused": self.refused,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        findings = tuple(map(Finding.from_json, told["findings"]))
        unlooked = tuple(told["unlooked"])
        return cls(
            told["pages"], findings, unlooked, told["leftovers_unread"], told["refused"], told.get("rules", RULES)
        )


def _name_pages(pages: Sequence[int]) -> str:
    """ "Page 3", "Pages 3, 7 to 12 and 2 more"."""
    spans: list[list[int]] = []
    for page in sorted(pages):
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    named = [f"{first:,}" if first == last else f"{first:,} to {last:,}" for first, last in spans[:5]]
    rest = sum(last - first + 1 for first, last in spans[5:])
    if rest:
        named.append(f"{rest:,} more")
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"Page{'s' * (len(pages) != 1)} {listed}"


def round_boxes(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """The first ``MOST_BOXES`` boxes within the page, to a ten-thousandth of it."""
    kept: list[Box] = []
    for box in boxes:
        left, top, right, bottom = (round(min(max(edge, 0.0), 1.0), 4) for edge in box)
        kept.append((left, top, right, bottom))
        if len(kept) == MOST_BOXES:
            break
    return tuple(kept)
