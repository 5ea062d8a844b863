"""Runs `desk` from the clone whatever the current folder holds; used as `python -I enter_desk.py ARGUMENTS`."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.argv[0] = "sharewell"
runpy.run_module("desk", run_name="__main__", alter_sys=False)
