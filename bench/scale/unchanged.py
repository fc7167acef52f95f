"""What a reader who has the page already costs, with nginx in front of the site and without; and how soon a ruling
stands on a page that a cache holds. A subject of ``bench``."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings

from bench.figure import Figure
from bench.measures.load import _await, _free_port, _server
from bench.measures.pages import page_of
from dockets.models import Docket
from rulings.models import TimelineEvent

SECONDS, READERS = 5, 8
_NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def figures(rows: int) -> Iterator[Figure]:
    if not (shutil.which("wrk") and _NGINX):
        yield Figure("304s: wrk or nginx is not installed", 0, "/s")
        return
    address = page_of(1_000)
    with _server("casetracker.wsgi:application", CASETRACKER_PROXY_CACHE="1") as (port, _):
        tag = _read(port, address)[0]
        yield Figure("304s from two workers", _load(port, address, tag), "/s", least=600)
        with _nginx(port) as cache:
            tag = _read(cache, address)[0]
            yield Figure("304s from nginx", _load(cache, address, tag), "/s", least=10_000)
            yield Figure("a ruling on the cached page", _time_change(cache, address), "s", most=5)


def _time_change(port: int, address: str) -> float:
    docket = Docket.objects.get(docket_number=address.split("/")[3])
    words = "Order that nobody has seen yet"
    first = TimelineEvent.objects.filter(docket=docket).order_by("sort_date", "sort_order", "id")[:1]
    began = time.monotonic()
    TimelineEvent.objects.filter(pk__in=first.values("pk")).update(headline=words)
    while words not in _read(port, address)[1]:
        if time.monotonic() - began > 20:
            raise RuntimeError("The page does not change.")
        time.sleep(0.05)
    return time.monotonic() - began


def _read(port: int, address: str) -> tuple[str, str]:
    """ETag and body of the page."""
    client = HTTPConnection("127.0.0.1", port, timeout=60)
    client.request("GET", address)
    answered = client.getresponse()
    body = answered.read().decode()
    client.close()
    return answered.headers["ETag"] or "", body


def _load(port: int, address: str, tag: str) -> float:
    """Answers a second, all of them 304."""
    command = ["wrk", "-t1", f"-c{READERS}", f"-d{SECONDS}s", "-H", f"If-None-Match: {tag}"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{address}"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if not found or "Non-2xx" in said:  # wrk takes all below 400 for good
        raise RuntimeError(said)
    return float(found[1])


@contextmanager
def _nginx(site: int) -> Iterator[int]:
    """nginx with the cache of ``docs/deploy.md``."""
    written = (Path(settings.BASE_DIR) / "docs/deploy.md").read_text()
    blocks: list[str] = re.findall(r"```nginx\n(.*?)```", written, re.DOTALL)
    before = next(block for block in blocks if "proxy_cache_path" in block)
    inside = next(block for block in blocks if "proxy_cache casetracker;" in block)
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        before = before.replace("/var/cache/nginx/casetracker", f"{folder}/cache")
        account = "user root;" if os.geteuid() == 0 else ""
        config = Path(folder) / "nginx.conf"
        config.write_text(
            f"{account} daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off;"
            f" client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; {before}\n"
            f"server {{ listen 127.0.0.1:{port};"
            f" location / {{ proxy_pass http://127.0.0.1:{site};\n{inside}\n}} }} }}\n"
        )
        process = subprocess.Popen([str(_NGINX), "-p", folder, "-c", str(config)])
        try:
            _await(port)
            yield port
        finally:
            process.terminate()
            process.wait(20)
