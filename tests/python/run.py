"""Runs a script's lambda_handler with the event on stdin, and prints what came of it as JSON. Argument: the script."""

import json
import runpy
import sys

from support.outcome import outcome_of

handler = runpy.run_path(sys.argv[1])["lambda_handler"]
json.dump(outcome_of(lambda: handler(json.load(sys.stdin), None)), sys.stdout)
