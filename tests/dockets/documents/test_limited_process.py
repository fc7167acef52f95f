import pytest

from dockets.documents.limited_process import ProcessEnded, run_limited_program


def test_a_program_that_waits_is_ended() -> None:
    with pytest.raises(ProcessEnded):
        run_limited_program("http.server", b"", "0", "--bind", "127.0.0.1", patience=1)


def test_a_program_that_hides_that_it_runs_is_ended() -> None:
    """It closes what its end is seen by, and goes on."""
    hidden = "import os, time; os.closerange(3, 100); time.sleep(60)"
    with pytest.raises(ProcessEnded):
        run_limited_program("timeit", b"", "-n", "1", "-r", "1", hidden, patience=1)


def test_a_program_that_fails_is_told_from_one_that_answers() -> None:
    assert run_limited_program("platform", b"").strip()
    with pytest.raises(ProcessEnded):
        run_limited_program("no.such.module", b"")
