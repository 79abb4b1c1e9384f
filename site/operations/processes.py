"""Child processes that start together and stop together."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

GRACE = 15.0  # seconds a process gets to finish what it is doing


class StoppedError(Exception):
    """A child ended by itself, or never began its work; the message says so in one sentence."""


class Processes:
    """The children of this process, by name.

    Each leads a process group of its own: a Ctrl-C in the terminal reaches only us, and what a child started
    itself can be ended with it. Use as a context manager: leaving it stops all of them.
    """

    def __init__(self, environment: Mapping[str, str]):
        self.environment = environment
        self.running: dict[str, subprocess.Popen] = {}

    def start(self, name: str, command: Sequence[str]) -> None:
        self.running[name] = subprocess.Popen(  # noqa: S603  (commands of our own)
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  (no threads here)
        )

    def check(self) -> None:
        """Raise StoppedError when one of them ended."""
        for name, child in self.running.items():
            if (code := child.poll()) is not None:
                raise StoppedError(f"{name} stopped with {describe(code)}.")

    def stop(self) -> None:
        """Ask every child to stop, wait for it, and end what is still there after the grace."""
        for child in self.running.values():
            child.terminate()
        for child in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(GRACE)
            with suppress(ProcessLookupError, PermissionError):  # nothing left in its group
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        self.running.clear()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        with undisturbed():
            self.stop()


def end_with_parent() -> None:
    """Ask Linux to stop this process when its parent dies, which a killed parent cannot do itself."""
    PR_SET_PDEATHSIG = 1  # noqa: N806  (its name in prctl(2))
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let no second Ctrl-C break off what happens inside."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)


def describe(code: int) -> str:
    """An exit code in words; negative is the number of the signal that ended the process."""
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
