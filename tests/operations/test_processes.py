"""Children start together and stop together, whatever they think of it."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from operations import processes, server
from operations.processes import Processes, StoppedError

IMPORTS = "import os, signal, sys, time\n"
FORKING = """
import os, sys, time
if os.fork():
    time.sleep(60)
held = open(sys.argv[1], "w")
print("born", file=held, flush=True)
time.sleep(60)
"""

PARENT = """
import os, sys, time
from operations.processes import Processes
child = "import sys, time; f = open(sys.argv[1], 'w'); print('born', file=f, flush=True); time.sleep(60)"
Processes(dict(os.environ)).start("child", [sys.executable, "-c", child, sys.argv[1]])
time.sleep(60)
"""


@pytest.fixture
def children():
    """No children yet; the test's end stops those it started."""
    with Processes(dict(os.environ)) as group:
        yield group


@pytest.fixture
def run(children, tmp_path):
    """Start a child that runs lines of Python, wait until it says READY, and give its process id."""

    def start(name: str, lines: str) -> int:
        pipe = tmp_path / name
        os.mkfifo(pipe)
        ready = f"open({str(pipe)!r}, 'w').write(str(os.getpid()))"
        children.start(name, [sys.executable, "-c", IMPORTS + lines.replace("READY", ready)])
        return int(pipe.read_text())

    return start


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_while_all_run_there_is_nothing_to_tell(children, run):
    run("one", "READY; time.sleep(60)")

    children.check()


def test_stopping_ends_them_all(children, run):
    pids = [run(name, "READY; time.sleep(60)") for name in ("one", "two")]

    children.stop()

    assert not any(map(is_alive, pids))


def test_a_child_that_ends_is_named_with_its_code(children, run):
    run("The site", "READY; sys.exit(3)")
    children.running["The site"].wait(10)

    with pytest.raises(StoppedError, match=r"^The site stopped with exit code 3\.$"):
        children.check()


def test_a_child_that_was_killed_is_named_with_the_signal(children, run):
    os.kill(run("The mail sender", "READY; time.sleep(60)"), signal.SIGKILL)
    children.running["The mail sender"].wait(10)

    with pytest.raises(StoppedError, match=r"^The mail sender stopped with signal SIGKILL\.$"):
        children.check()


def test_a_child_that_will_not_stop_is_ended_all_the_same(children, run, monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 0.2)
    pid = run("deaf", "signal.signal(signal.SIGTERM, signal.SIG_IGN); READY; time.sleep(60)")

    children.stop()

    assert not is_alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_children_do_not_outlive_a_parent_that_was_killed(tmp_path):
    """Their pipe comes to its end when the last of them is gone."""
    pipe = tmp_path / "held"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [sys.executable, "-c", PARENT, str(pipe)], env=server.environment(settings.ROOT)
        ) as parent,
        pipe.open() as held,
    ):
        assert held.readline() == "born\n"

        parent.kill()

        assert held.read() == ""


def test_what_a_child_started_ends_with_it(children, tmp_path):
    """The child stops at once and leaves a grandchild behind, that holds a pipe open as long as it lives."""
    pipe = tmp_path / "held"
    os.mkfifo(pipe)
    children.start("parent", [sys.executable, "-c", FORKING, str(pipe)])
    with pipe.open() as held:
        assert held.readline() == "born\n"

        children.stop()

        assert held.read() == ""
