"""Runs a script's lambda_handler with the event on stdin, and prints what came of it as JSON.

Arguments: the script; then pairs of a text in it that stands for an id, and the id.
"""

import json
import sys
from pathlib import Path

from support.outcome import outcome_of

script, *pairs = sys.argv[1:]
source = Path(script).read_text()
for placeholder, own in zip(pairs[::2], pairs[1::2], strict=True):
    if placeholder not in source:
        sys.exit(f"{script} has no {placeholder}")
    source = source.replace(placeholder, own)

sys.path.insert(0, str(Path(script).parent))
module = {"__name__": "script"}
exec(compile(source, script, "exec"), module)
json.dump(outcome_of(lambda: module["lambda_handler"](json.load(sys.stdin), None)), sys.stdout)
