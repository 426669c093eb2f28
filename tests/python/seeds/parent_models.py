"""Calls an endpoint of the parent by the module of examples/studio.

The event has endpoint, body, and times, how often it is called.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "examples" / "studio"))

from parent_models import ParentModels  # noqa: E402


def lambda_handler(event, context):
    models = ParentModels()
    answers = [models.invoke(event["endpoint"], event["body"]).decode() for _ in range(event.get("times", 1))]
    return {"endpoints": models.endpoints, "answers": answers}
