"""The handle on the process in which PDFium runs: started at first need, killed when it hangs."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

WORKER = Path(__file__).with_name("worker.py")
# A 56-page document takes 0.2 s; five hundred pages of maps have been seen to take 20.
TIMEOUT_SECONDS = 60.0


class PdfProcess:
    """Reads PDF files in a process of its own; safe to share between threads and across a fork."""

    def __init__(self, command: list[str] | None = None, timeout: float = TIMEOUT_SECONDS) -> None:
        self._command = command or [sys.executable, "-P", str(WORKER)]
        self._timeout = timeout
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, payload: bytes) -> dict[str, Any]:
        """Return the worker's answer, or `{"error": …}` when it died or did not answer in time."""
        with self._lock:
            process = self._running()
            timer = threading.Timer(self._timeout, process.kill)
            timer.start()
            try:
                return _ask(process, payload)
            except (OSError, EOFError):
                timer_fired = not timer.is_alive()
                self._stop()
                return {
                    "error": f"no answer in {self._timeout:g} s"
                    if timer_fired
                    else "the PDF reader's process died"
                }
            finally:
                timer.cancel()
                timer.join()

    def close(self) -> None:
        """End the process, if this process started it."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        # After a fork the child holds its parent's process: two owners would mix up the answers.
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._stop()
            self._process = subprocess.Popen(  # noqa: S603 -- our own script, no shell, nothing from outside
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._owner = os.getpid()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        process.kill()
        process.wait()


def _ask(process: subprocess.Popen[bytes], payload: bytes) -> dict[str, Any]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(len(payload).to_bytes(8, "big") + payload)
    process.stdin.flush()
    header = process.stdout.read(8)
    if len(header) < 8:
        raise EOFError
    size = int.from_bytes(header, "big")
    body = process.stdout.read(size)
    if len(body) < size:
        raise EOFError
    answer: dict[str, Any] = json.loads(body)
    return answer


_shared = PdfProcess()
atexit.register(_shared.close)


def read_pdf_document(payload: bytes) -> dict[str, Any]:
    """Return what PDFium finds in a file (see `pdf_worker`), read in this process's worker."""
    return _shared.read(payload)
