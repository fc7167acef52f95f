"""PostgreSQL functions that Django has no expression for. Imported where queries are built."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateTimeField, Func, TextField, Value


class Unnest(Func):
    """``unnest``: one row for each element of an array of numbers."""

    function = "unnest"
    arity = 1
    set_returning = True
    output_field: Any = BigIntegerField()


class StatementTime(Func):
    """The clock, read when a query is asked, so that query sets built once stay true."""

    template = "statement_timestamp()"
    output_field: Any = DateTimeField()


class WordsOfSameStem(Func):
    """One row for each of ``words`` whose stem, in PostgreSQL's English dictionary, is the stem of a word in
    ``text``."""

    template = "unnest(ARRAY(SELECT word FROM unnest(%(expressions)s))))"
    arg_joiner = (
        ") word WHERE tsvector_to_array(to_tsvector('english', word)) && tsvector_to_array(to_tsvector('english', "
    )
    set_returning = True
    output_field: Any = TextField()

    def __init__(self, words: Sequence[str], text: str) -> None:
        super().__init__(
            Value(list(words), output_field=ArrayField(TextField())), Value(text, output_field=TextField())
        )
