"""What came of a piece of work, in a form that JSON can carry."""

from botocore.eventstream import EventStream
from botocore.exceptions import BotoCoreError, ClientError


def plain(value):
    """Only what the service said: without the client's notes of the HTTP answer."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, EventStream):
        # How many parts there are depends on the way.
        return b"".join(event["PayloadPart"]["Bytes"] for event in value).decode()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "read"):
        return value.read().decode()
    return value


def outcome_of(work):
    """The answer, or the error with its class, its whole text, and its members but for the message."""
    try:
        return {"answer": plain(work())}
    except ClientError as error:
        own = {"Error", "ResponseMetadata", "message", "Message"}
        return {
            "error": type(error).__name__,
            "text": str(error),
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "members": {key: value for key, value in error.response.items() if key not in own},
        }
    except BotoCoreError as error:
        return {"error": type(error).__name__, "text": str(error)}
