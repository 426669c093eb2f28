"""Reads an answer of the function invoke-endpoint-stream by the module of examples/stream.

The event has functionName and request.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "examples" / "stream"))

from stream import BrokenAnswer, stream  # noqa: E402


def lambda_handler(event, context):
    with stream(event["functionName"], event["request"]) as answer:
        parts = []
        try:
            for part in answer:
                parts.append(part)
            broken = None
        except BrokenAnswer as error:
            broken = {"code": error.code, "text": str(error)}
        return {
            "status": answer.status,
            "headers": answer.headers,
            "body": b"".join(parts).decode(),
            "broken": broken,
        }
