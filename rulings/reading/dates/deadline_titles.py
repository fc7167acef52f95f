"""What a deadline is called: the paper or the task that is due, in the text's words. Called by ``deadlines``."""

import re

NO_TITLE = "Deadline"
"""Of one whose text is not understood."""
ARTICLES = re.compile(
    r"^(?:(?:extension of|granted|a|an|the|their|its|his|her|any|and|or|all|said|of|for|to|that|in|which|be|is)\s+)+"
)
_FORM_OF_A_NAME = re.compile(r"^(?:llc|llp|lp|inc|corp|co|ltd|n\.a)\b\.? ")
"""The end of a filer's name, as in "Filed by Elm Village, LLC Application for Installments Due on 6/13/2008"."""
_LONGEST = 8
"""The most words of a title."""
_LEADS = re.compile(
    r"^(?:(?:(?:\w+ )?indicates|they have agreed that|if|and|or|(?:the )?following|the complaint as to"
    r"|briefing notice issued|reset(?= \w+ deadline)|(?:does|do|did) not (?:file|submit|serve))"
    r"\s+(?:(?:the|an?|any)\s+)?)+"
)
"""The beginning of a sentence in front of what is due: "The debtor indicates the voting deadline is …"."""
_TAILS = re.compile(r"(?:\s+(?:will|be|shall|must|establishing|showing))+(?= due$)|\s+signed$|,,.*$")
_FOR_AN_ANSWER = re.compile(
    r"(?:^|\bthat the )deadline for [^,;]{2,40}? to (?P<verb>respond|answer|reply|object)(?P<to> to [\w ]+)?$"
)
""" "The deadline for Elm Corp. to respond to the complaint is extended until …"."""
_ANSWERS = {"respond": "Response", "answer": "Answer", "reply": "Reply", "object": "Objections"}
_MOVED_DEADLINE = re.compile(
    r"^(?:an )?(?:extension of|extend(?:ing|s)?|reset(?:ting)?|updated) (?:the )?deadlines?"
    r" (?:to (?:file|submit|serve|provide)|for) (?:(?:the|an?|any) )?(?P<paper>\w.*?)(?: or (?:provide|submit|to) .*)?$"
)
""" "An extension of the deadline to file status letters"."""
_KNOWN_PAPER = re.compile(
    r"(?:(?:statistical )?summary of (?:schedules|certain liabilities)|(?:government )?proofs? of claims?"
    r"|incomplete filings?|objections to (?:confirmation|discharge)|certification regarding payment advices"
    r"|statement of financial affairs) due$"
)
"""Papers of a bankruptcy, which clerks string together without a mark: "At Crtrm 3, Elmville Objections to Confirmation
Due: …"."""
_GOES_ON = re.compile(
    r"(?:\b(?:of|for|to|on|and|or|the|all|any|an?|amended|corrected|final|joint|second|combined|deficient|supplemental"
    r"|day|file)|['\u2019]s?|[/&,])\s*$"
)
"""A word with which the name of a paper is longer than is known."""
_IS_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|will|shall|hereby|that|they|granted|denied|stayed|until|establishing)\b"
    r"|^(?:to|be|joint|final|amended|initial|additional) due$|^to "
)
_LETTERS = re.compile(r"[^\W\d_]{3}")


def write_deadline_title(what: str) -> str:
    """The title of a deadline from the text's words for what is due, in lower case: "Joint status letter due".
    "Deadline" where these are the middle of a sentence."""
    words = ARTICLES.sub("", _FORM_OF_A_NAME.sub("", what.strip(" ,-:'\"()"))).split()
    if answers := _FOR_AN_ANSWER.search(" ".join(words)):
        return f"{_ANSWERS[answers['verb']]}{answers['to'] or ''} due"
    while words[-1:] == ["due"] and words[-2:-1] in (["to"], ["of"], ["for"], ["and"]):
        del words[-2]
    if words[-1:] == ["due"]:
        words = [*words[:-1][-_LONGEST:], "due"]
    title = _FOR_SOMEBODY.sub(r"\1 due", _mend(" ".join(words[-_LONGEST - 1 :])), count=1)
    title = _name_paper(_TAILS.sub("", _LEADS.sub("", title)))
    return title[:1].upper() + title[1:] if _is_title(title) else NO_TITLE


def _is_title(title: str) -> bool:
    return bool(_LETTERS.search(title.removesuffix(" due"))) and not (
        _IS_NO_TITLE.search(title) or _IS_SENTENCE.search(title)
    )


def _name_paper(title: str) -> str:
    """The paper alone, of a title in which it stands behind other words."""
    if moved := _MOVED_DEADLINE.match(title):
        return f"{moved['paper'].removesuffix(' due')} due"
    if (known := _KNOWN_PAPER.search(title)) and not _GOES_ON.search(title, 0, known.start()):
        return known[0]
    return title


def _mend(title: str) -> str:
    """A title without what stands before a day in it, or before a bracket that does not end."""
    title = _DAY_BEFORE.split(title)[-1].lstrip(" ,)").removeprefix("with ")
    before, bracket, behind = title.rpartition("(")
    if bracket and ")" not in behind:
        title = behind if behind.endswith(" due") else before.strip()
    return title if bracket else title.replace(", due", " due")


_DAY_BEFORE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\.?|\d{4}\.")
"""Behind a day the title begins anew: "Schedules due 1/15/2004.Plan due"."""
_FOR_SOMEBODY = re.compile(
    r"^for (?:the )?(?:[\w'\u2019]+ ){1,2}to (?:file|serve|submit|answer) "
    r"(?:(?:its|his|her|their|an?|the|any) )?(\w.*)$"
)
""" "The deadline for plaintiff to file its opposition is extended to 4/2/2021"."""
_IS_NO_TITLE = re.compile(
    r"^(?:for|of|this case|the court|that|parties that|as|with|from|by|on|at|which|who|it)\b|, due$|['\u2019]s?$",
    re.IGNORECASE,
)
"""The middle of a sentence; what is due is not understood."""
