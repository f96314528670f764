"""Servers that are measured: started on a free port, stopped again, and what memory they take."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running(command: Sequence[str], port: int) -> Generator[tuple[str, float, "subprocess.Popen[bytes]"]]:
    """A server: its address, and the seconds until it first answered."""
    start = time.perf_counter()
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    origin = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                with urllib.request.urlopen(f"{origin}/", timeout=60):
                    break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"{' '.join(command)} stopped") from None
                time.sleep(0.01)
        yield origin, time.perf_counter() - start, process
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def python(*words: str) -> list[str]:
    """A command of this interpreter."""
    return [sys.executable, *words]


def megabytes(process: "subprocess.Popen[bytes]") -> float:
    """The memory of a process and its children, what they share counted once."""
    found = 0.0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if process.pid in {int(entry.name), parent}:
                lines = (entry / "smaps_rollup").read_text().splitlines()
                found += sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return found / 1024
