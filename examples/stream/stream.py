"""Reads answers of a child's function invoke-endpoint-stream as they come.

with stream("invoke-endpoint-stream-child", {"body": {"prompt": "…"}}) as answer:
    for part in answer:
        print(part.decode(), end="", flush=True)
"""

import json

import boto3
from botocore.config import Config

SEPARATOR = bytes(8)

# Seconds: the function ends an answer in which nothing comes for 60.
READ_TIMEOUT = 70


class BrokenAnswer(Exception):
    """An answer that ended before it was complete, with a code such as ModelError or Timeout."""

    def __init__(self, code, details):
        super().__init__(f"the answer ended early: {code} {details}")
        self.code = code


def _bytes_of(events):
    """The chunks' bytes. Only Lambda's last event tells whether they are all."""
    for event in events:
        if "PayloadChunk" in event:
            yield event["PayloadChunk"]["Payload"]
        if "InvokeComplete" in event:
            complete = event["InvokeComplete"]
            if complete.get("ErrorCode"):
                raise BrokenAnswer(complete["ErrorCode"], complete.get("ErrorDetails", ""))
            return
    raise BrokenAnswer("Disconnected", "the connection ended before Lambda's last event")


class StreamedAnswer:
    """Status and headers of an answer; iterating gives the model's bytes, or the JSON of an error."""

    def __init__(self, events):
        self._events = events
        self._bytes = _bytes_of(events)
        head = b""
        while SEPARATOR not in head:
            part = next(self._bytes, None)
            if part is None:
                raise BrokenAnswer("NoPrelude", "the function answered without status and headers")
            head += part
        prelude, _, self._first = head.partition(SEPARATOR)
        answer = json.loads(prelude)
        self.status = answer["statusCode"]
        self.headers = answer["headers"]

    def __iter__(self):
        if self._first:
            yield self._first
        yield from self._bytes

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._events.close()


def stream(function_name, request):
    """Calls the function with a request of invoke-endpoint, and waits for the model's first byte."""
    client = boto3.client("lambda", config=Config(read_timeout=READ_TIMEOUT, retries={"total_max_attempts": 1}))
    response = client.invoke_with_response_stream(FunctionName=function_name, Payload=json.dumps(request))
    return StreamedAnswer(response["EventStream"])
