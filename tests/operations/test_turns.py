"""One at a time, and nobody waits for who died."""

import os
import signal
import subprocess
import sys

from operations import turns


def test_the_lock_does_not_outlive_its_holder(tmp_path):
    """A killed worker must not block the next one: the lock file stays, the lock goes."""
    script = (
        "import fcntl, os, sys, time\n"
        "file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True); time.sleep(60)\n"
    )
    path = tmp_path / "leerkring.sqlite3.mail-lock"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        os.kill(holder.pid, signal.SIGKILL)

    assert path.exists()
    with turns.file_lock(path) as ours:
        assert ours


def test_who_does_another_thing_has_a_turn_of_the_own(db):
    with turns.turn("mail") as one, turns.turn("publishing") as other:
        assert one
        assert other
