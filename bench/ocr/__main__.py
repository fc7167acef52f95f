"""``python -m bench.ocr [--engine NAME] [--dots 200 --dots 300] [--show FOLDER]``: recognises four scanned orders with
each engine that is here, and prints a line each with the mean of each number of dots."""

import argparse
import resource
import sys
import time
from pathlib import Path

from bench.ocr.errors import measure_letters, measure_words
from bench.ocr.orders import ORDERS, scan_orders
from dockets.documents.ocr.engines import ENGINES, EngineMissing, choose_ocr_engine
from dockets.documents.ocr.recognise import recognise_pages

MOST_WRONG = 3.0
"""Per cent of letters, on average: more is a failure."""
_ROW = "{:<34} {:>9} {:>9} {:>8} {:>8} {:>9}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.ocr", description="How well scanned orders are recognised.")
    parser.add_argument("--engine", action="append", choices=[*ENGINES], help="measure these alone")
    parser.add_argument("--dots", action="append", type=int, help="dots an inch of the scans (200 and 300)")
    parser.add_argument("--show", type=Path, metavar="FOLDER", help="write the scans and what was read to FOLDER")
    asked = parser.parse_args()
    print(_ROW.format("", "letters %", "words %", "cpu s", "wall s", "most MB"))
    good = True
    for name in asked.engine or reversed([*ENGINES]):  # the most memory last: a process's peak covers those before
        try:
            _, version = choose_ocr_engine(name)
        except EngineMissing as why:
            print(f"{name}: not measured. {why}")
            continue
        print(f"{name} {version}")
        for dots in asked.dots or (200, 300):
            good &= _measure(name, dots, asked.show)
    return 0 if good else 1


def _measure(name: str, dots: int, folder: Path | None) -> bool:
    """Prints a line for each order and their mean; whether that is good enough."""
    wrong = letters = right = words = 0
    spent = waited = 0.0
    for place, (order, body) in enumerate(scan_orders(dots)):
        began, cpu = time.monotonic(), _count_cpu()
        page = recognise_pages(body, engine=name).pages[0]
        took, used = time.monotonic() - began, _count_cpu() - cpu
        edits, of = measure_letters(page.text, order.readings)
        found, there = measure_words(page.text, order.readings[0])
        _tell(f"  {order.caption[0][0][:18]:<18} {dots} dots", edits / of, found / there, used, took)
        wrong, letters, right, words = wrong + edits, letters + of, right + found, words + there
        spent, waited = spent + used, waited + took
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{place}-{dots}.pdf").write_bytes(body)
            (folder / f"{place}-{dots}-{name}.txt").write_text(page.text)
    _tell(f"  mean of {len(ORDERS)}, {dots} dots", wrong / letters, right / words, spent / 4, waited / 4)
    return 100 * wrong / letters <= MOST_WRONG


def _tell(what: str, wrong: float, right: float, cpu: float, wall: float) -> None:
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)
    print(_ROW.format(what, f"{100 * wrong:.2f}", f"{100 * right:.1f}", f"{cpu:.1f}", f"{wall:.1f}", f"{most:.0f}"))


def _count_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
