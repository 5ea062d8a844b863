"""The supervisor over real, small processes."""

from __future__ import annotations

import os
import signal

from tests.desk.supervisor.conftest import Stack, alive, eventually


def test_processes_end_in_reverse_order_after_one_signal(stack: Stack) -> None:
    stack.start()
    stack.signal(signal.SIGINT)
    assert stack.wait() == 0
    assert [event for event in stack.events() if event.endswith("end")] == ["web end", "worker end", "postgres end"]


def test_nothing_is_left_after_the_end(stack: Stack) -> None:
    stack.start()
    pids = stack.pids()
    stack.signal(signal.SIGTERM)
    stack.wait()
    assert eventually(lambda: not any(map(alive, pids)))


def test_a_killed_process_is_started_again(stack: Stack) -> None:
    stack.start()
    before, grandchild = stack.pid("worker"), stack.pid("worker", "grandchild")
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: stack.pid("worker") != before and stack.process("worker")["state"] == "ready")
    assert stack.process("worker")["restarts"] == 1
    assert stack.process("worker")["last_exit"] == "SIGKILL"
    assert eventually(lambda: not alive(grandchild))
    assert alive(stack.pid("web"))


def test_no_orphan_is_left_when_the_supervisor_is_killed(stack: Stack) -> None:
    stack.start()
    children = [stack.pid(name) for name in ("postgres", "worker", "web")]
    stack.signal(signal.SIGKILL)
    stack.wait()
    assert eventually(lambda: not any(map(alive, children)))
    for name in ("postgres", "worker", "web"):
        os.kill(stack.pid(name, "grandchild"), signal.SIGKILL)


def test_a_process_that_does_not_end_is_killed_at_its_deadline(stack: Stack) -> None:
    stack.start("worker=stubborn")
    pids = stack.pids()
    stack.signal(signal.SIGINT)
    assert stack.wait() == 0
    assert "worker did not end within" in stack.output()
    assert eventually(lambda: not any(map(alive, pids)))


def test_a_process_that_never_comes_up_ends_all_with_one_line(stack: Stack) -> None:
    stack.start("web=broken", wait=False)
    assert stack.wait() == 1
    assert "web       │ this can't work" in stack.output()
    assert "web does not come up (exit status 3)" in stack.output()
    assert "postgres end" in stack.events()


def test_a_second_supervisor_on_the_same_data_is_refused(stack: Stack) -> None:
    stack.start()
    second = Stack(stack.folder)
    second.start(wait=False)
    assert second.wait() == 1
    assert "already (process" in second.output()
    assert stack.process("web")["state"] == "ready"


def test_lines_stand_behind_the_name_of_their_process_and_in_its_file(stack: Stack) -> None:
    stack.start()
    stack.signal(signal.SIGTERM)
    stack.wait()
    assert "worker    │ hello from worker" in stack.output()
    log = stack.folder / "data" / "logs" / "worker.log"
    assert log.read_text(encoding="utf-8") == "hello from worker\n"
