"""The world's name servers, played: names get the answers that a test gives them, one list of addresses after the
other."""

import socket
from collections.abc import Sequence
from typing import Any

import pytest


class Names:
    """``answers``: name -> the answers to its look-ups in turn; the last one repeats; [] means "no such name"."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self.answers = {name: [list(addresses) for addresses in turns] for name, turns in answers.items()}
        self.asked: list[str] = []
        self._really = socket.getaddrinfo

    def getaddrinfo(self, host: str, port: int, *arguments: Any, **named: Any) -> list[Any]:
        if host not in self.answers:
            return list(self._really(host, port, *arguments, **named))
        self.asked.append(host)
        turns = self.answers[host]
        addresses = turns.pop(0) if len(turns) > 1 else turns[0]
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [self._record(address, port) for address in addresses]

    def _record(self, address: str, port: int) -> Any:
        if ":" in address:
            return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
        return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))


def play(monkeypatch: pytest.MonkeyPatch, answers: dict[str, Sequence[Sequence[str]]]) -> Names:
    """For the rest of the test."""
    names = Names(**answers)
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    return names
