"""PDFs that hold more than their pages show, made with pypdf; and several one-page files made one."""

import io
from collections.abc import Iterable

import pypdf
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from tests.support import pdfs

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmp:CreateDate="2021-01-21T09:30:12-08:00"><dc:creator><rdf:Seq><rdf:li>Second Author</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def join_files(bodies: Iterable[bytes]) -> bytes:
    """One file of the first page of each."""
    writer = pypdf.PdfWriter()
    for body in bodies:
        writer.append(io.BytesIO(body), pages=(0, 1))
    return _write(writer)


def laden(*, password: str | None = None) -> bytes:
    """Two pages with everything that an inspection finds beside them; encrypted with ``password`` for its owner."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdfs.pdf("The first page", "The second page")))
    writer.add_metadata({"/Author": "First Author", "/Title": "SSN 123-45-6789", "/ModDate": "D:20210121093012-08'00'"})
    writer.xmp_metadata = XMP
    writer.add_attachment("notes.docx", b"words")
    writer.add_annotation(1, Text(rect=(61.2, 79.2, 122.4, 158.4), text="Not for the other side"))
    root = writer.root_object
    script = _dictionary(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"))
    names = root["/Names"].get_object()
    assert isinstance(names, DictionaryObject)
    names[NameObject("/JavaScript")] = _dictionary(Names=ArrayObject([TextStringObject("a"), script]))
    root[NameObject("/OpenAction")] = _dictionary(S=NameObject("/Launch"), F=TextStringObject("calc.exe"))
    marks = writer.pages[1]["/Annots"].get_object()
    assert isinstance(marks, ArrayObject)
    marks += [_field("SEALED"), _field(""), _mark("/Redact"), _mark("/Link", A=_dictionary(S=NameObject("/URI")))]
    if password is not None:
        writer.encrypt("", password, algorithm="AES-256")
    return _write(writer)


def remarked(words: bytes) -> bytes:
    """A page with a remark, whose words are written as these bytes."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdfs.pdf("The only page")))
    note = Text(rect=(61.2, 79.2, 122.4, 158.4), text="")
    note[NameObject("/Contents")] = ByteStringObject(words)
    writer.add_annotation(0, note)
    return _write(writer)


def _dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def _mark(kind: str, **entries: PdfObject) -> DictionaryObject:
    rect = ArrayObject([FloatObject(edge) for edge in (61.2, 633.6, 122.4, 712.8)])
    return _dictionary(Type=NameObject("/Annot"), Subtype=NameObject(kind), Rect=rect, **entries)


def _field(value: str) -> DictionaryObject:
    return _mark("/Widget", FT=NameObject("/Tx"), T=TextStringObject("name"), V=TextStringObject(value))


def _write(writer: pypdf.PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
