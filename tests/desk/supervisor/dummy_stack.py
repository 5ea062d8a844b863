"""A supervisor over three small processes, as `python -m ...dummy_stack FOLDER [NAME=BEHAVIOUR ...]`.

Each process notes its starts and ends in FOLDER/events; `stubborn` ignores SIGTERM, `broken` ends at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desk.settings import read_settings
from desk.supervisor.plan import Plan
from desk.supervisor.probes import Probe
from desk.supervisor.service import Spec
from desk.supervisor.state import sole_use
from desk.supervisor.supervisor import Options, run_plan

CHILD = """
import os, signal, subprocess, sys
folder, name, behaviour = sys.argv[1:]
def note(what):
    with open(os.path.join(folder, "events"), "a") as events:
        events.write(f"{name} {what}\\n")
def end(*_):
    note("end")
    os.unlink(os.path.join(folder, name + ".pid"))
    sys.exit(0)
if behaviour == "broken":
    print("this can't work")
    sys.exit(3)
signal.signal(signal.SIGTERM, signal.SIG_IGN if behaviour == "stubborn" else end)
grandchild = subprocess.Popen(["sleep", "600"])
note("start")
for what, pid in (("pid", os.getpid()), ("grandchild", grandchild.pid)):
    with open(os.path.join(folder, f"{name}.{what}"), "w") as file:
        file.write(str(pid))
print("hello from", name, flush=True)
while True:
    signal.pause()
"""


def main(folder: Path, behaviours: dict[str, str]) -> None:
    settings = read_settings({"SHAREWELL_DATA": str(folder / "data"), "SHAREWELL_HOME": str(folder)})
    specs = tuple(
        Spec(
            name=name,
            command=(sys.executable, "-c", CHILD, str(folder), name, behaviours.get(name, "obedient")),
            env=dict(os.environ),
            cwd=folder,
            probe=wrote_its_pid(folder / f"{name}.pid"),
            stop_deadline=0.5,
        )
        for name in ("postgres", "worker", "web")
    )
    plan = Plan(settings, specs, None, "", dict(os.environ), {}, migrates=False)
    with sole_use(settings.data):
        run_plan(plan, Options(settings.data, ready_file=folder / "ready", greeting=False))


def wrote_its_pid(file: Path) -> Probe:
    async def probe(_age: float) -> bool:
        return file.exists()

    return probe


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(pair.split("=", 1) for pair in sys.argv[2:]))
