#!/usr/bin/env python3
"""Runs a program with a fresh folder as its argument, which is removed afterwards.

Usage: in_fresh_folder.py PROGRAM [ARGUMENT...]
"""

import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory(prefix="ksearch-test-") as folder:
    sys.exit(subprocess.run([*sys.argv[1:], folder], check=False).returncode)
