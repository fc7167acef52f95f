"""The programs that recognise words, behind one interface: what each is called, whether it is here, and its pages.
Called by ``recognise``, and by pages that say which there are.

Which one is taken where nobody says so is measured by ``bench.measures.ocr``.
"""

import json
import shutil
import subprocess
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Protocol

from dockets.documents.limited_process import run_limited_program
from dockets.documents.ocr.picture_stream import pack_pictures
from dockets.documents.ocr.results import OcrPage

_LANGUAGE = "eng"


class OcrEngine(Protocol):
    """``dots``: how many dots an inch its pictures have."""

    name: str
    dots: int

    @abstractmethod
    def find_version(self) -> str:
        """Its version, with that of its models. Raises ``EngineMissing``."""

    @abstractmethod
    def recognise(self, pictures: Sequence[tuple[int, bytes]]) -> list[OcrPage]:
        """The pages of a few pictures (their numbers, and PNG or JPEG), by a process of its own. Raises
        ``ProcessEnded``."""


class EngineMissing(Exception):
    """The engine is not on this machine. ``str(error)`` says why, and what to do."""


class RapidEngine:
    """RapidOCR on onnxruntime, from the extra ``ocr``: its models are in the wheel, and nothing is downloaded."""

    name, dots = "rapidocr", 200
    _MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")

    def find_version(self) -> str:
        found = {package: util.find_spec(package) for package in ("rapidocr", "onnxruntime", "numpy")}
        if missing := [package for package, spec in found.items() if spec is None]:
            raise EngineMissing(
                f"{', '.join(missing)} is not installed: install Casetracker with the extra “ocr”. There is no wheel of"
                " onnxruntime for Macs with Intel's processors."
            )
        spec = found["rapidocr"]
        folder = Path((spec.origin if spec else None) or "").parent / "models"
        if absent := [model for model in self._MODELS if not (folder / model).is_file()]:
            raise EngineMissing(f"This version of rapidocr came without its models ({', '.join(absent)}).")
        return f"{metadata.version('rapidocr')}, PP-OCRv6 small, onnxruntime {metadata.version('onnxruntime')}"

    def recognise(self, pictures: Sequence[tuple[int, bytes]]) -> list[OcrPage]:
        return _run("dockets.documents.ocr.rapid_worker", pictures)


class TesseractEngine:
    """Tesseract, where it is installed on the machine with its model of English."""

    name, dots = "tesseract", 300

    def find_version(self) -> str:
        program = _find_tesseract()
        told, listed = (
            subprocess.run([program, flag], capture_output=True, text=True, timeout=20, check=False)
            for flag in ("--version", "--list-langs")
        )
        if _LANGUAGE not in (listed.stdout + listed.stderr).split():
            raise EngineMissing("Tesseract has no model of English: on Debian, install tesseract-ocr-eng.")
        return (told.stdout + told.stderr).split("\n")[0].removeprefix("tesseract ").strip()

    def recognise(self, pictures: Sequence[tuple[int, bytes]]) -> list[OcrPage]:
        return _run("dockets.documents.ocr.tesseract_worker", pictures, _find_tesseract())


def _find_tesseract() -> str:
    if (program := shutil.which("tesseract")) is None:
        raise EngineMissing("Tesseract is not installed on this machine: on Debian, install tesseract-ocr.")
    return program


def _run(module: str, pictures: Sequence[tuple[int, bytes]], *args: str) -> list[OcrPage]:
    patience = 60.0 + 90.0 * len(pictures)
    answer = run_limited_program(module, pack_pictures(pictures), str(len(pictures)), *args, patience=patience)
    return [OcrPage.from_json(json.loads(line)) for line in answer.splitlines()]


ENGINES: Mapping[str, OcrEngine] = {engine.name: engine for engine in (RapidEngine(), TesseractEngine())}
"""By their names, the one that is preferred first."""


def list_ocr_engines() -> dict[str, str]:
    """Each engine's name, and its version or, after "missing: ", why it is not here."""
    listed = {}
    for name, engine in ENGINES.items():
        try:
            listed[name] = engine.find_version()
        except EngineMissing as why:
            listed[name] = f"missing: {why}"
    return listed


def choose_ocr_engine(name: str = "") -> tuple[OcrEngine, str]:
    """The engine of that name, or the first that is here, and its version. Raises ``EngineMissing``, ``KeyError``."""
    reasons = []
    for engine in [ENGINES[name]] if name else ENGINES.values():
        try:
            return engine, engine.find_version()
        except EngineMissing as why:
            reasons.append(str(why))
    raise EngineMissing(" ".join(reasons))
