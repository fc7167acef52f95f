"""Texts for XML: feeds and pictures. Pure."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def strip_non_xml(text: str) -> str:
    """Without the characters that XML 1.0 does not allow (section 2.2): a program refuses a whole file for one."""
    return _NOT_XML.sub("", text)
