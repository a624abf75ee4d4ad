"""Lets the tests import `rig` wherever they are started from."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
