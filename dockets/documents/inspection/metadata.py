"""Findings of a file's metadata: who made it, with what and when, in both of the places where PDFs keep that. Called by
``leftovers``."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from dockets.documents.inspection.findings import Finding, FindingKind
from dockets.record.privacy import mask_personal_data

_LONGEST, _MOST_XMP = 200, 2**20
_INFO = {
    "/Author": "author", "/Title": "title", "/Subject": "subject", "/Keywords": "keywords", "/Company": "company",
    "/Manager": "manager", "/Creator": "made with", "/Producer": "PDF made with", "/CreationDate": "made on",
    "/ModDate": "changed on",
}  # fmt: skip
_XMP = {
    "creator": "author", "title": "title", "description": "subject", "subject": "keywords", "Keywords": "keywords",
    "Company": "company", "Manager": "manager", "CreatorTool": "made with", "Producer": "PDF made with",
    "CreateDate": "made on", "ModifyDate": "changed on", "MetadataDate": "changed on", "LastSavedBy": "saved by",
    "SourceModified": "source changed on", "DerivedFrom": "made from", "softwareAgent": "changed with",
}  # fmt: skip
"""Local names of XMP's properties (ISO 16684-1): what they say."""


def find_metadata(reader: Any, root: Any) -> Iterator[Finding]:
    """At most one finding: each thing that the document information or XMP says, once."""
    said: dict[str, list[str]] = {}
    for what, value in [*_list_info(reader), *_list_xmp(root)]:
        told = said.setdefault(what, [])
        if value and value not in told and len(told) < 5:
            told.append(value)
    listed = "; ".join(
        f"{what} {', '.join(f'“{value}”' for value in values)}" for what, values in said.items() if values
    )
    if listed:
        yield Finding(FindingKind.METADATA, 0, (), f"Its metadata says: {listed}.")


def _clean(value: object) -> str:
    text = mask_personal_data(" ".join(str(value).split())[: 2 * _LONGEST])
    return text[:_LONGEST] + "…" * (len(text) > _LONGEST)


def _list_info(reader: Any) -> Iterator[tuple[str, str]]:
    info: Any = reader.metadata
    if isinstance(info, Mapping):
        for key, what in _INFO.items():
            value: Any = info.get(key)
            if value is not None:
                value = value.get_object() if hasattr(value, "get_object") else value
                yield what, _name_day(_clean(value)) if what.endswith(" on") else _clean(value)


def _list_xmp(root: Any) -> Iterator[tuple[str, str]]:
    stream: Any = root.get("/Metadata")
    stream = stream.get_object() if stream is not None else None
    if not hasattr(stream, "get_data"):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(stream.get_data()[:_MOST_XMP], parser)
    for element in tree.iter(etree.Element) if tree is not None else ():
        for name, value in [(element.tag, "".join(map(str, element.itertext()))), *element.attrib.items()]:
            what = _XMP.get(str(name).rpartition("}")[2])
            if what and value.strip():
                yield what, _name_day(_clean(value)) if what.endswith(" on") else _clean(value)


def _name_day(written: str) -> str:
    """ "D:20210121093012-08'00'" and "2021-01-21T09:30:12-08:00" as "2021-01-21 09:30", whatever else as it is."""
    digits = "".join(letter for letter in written.removeprefix("D:")[:19] if letter.isdigit())
    if len(digits) < 8:
        return written
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day} {digits[8:10]}:{digits[10:12]}" if len(digits) >= 12 else day
