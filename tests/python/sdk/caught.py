"""A session of boto3 whose calls are kept. Those of S3 and IAM are caught before they leave, and answered as AWS would."""

import boto3
from botocore.awsrequest import AWSResponse
from botocore.exceptions import EndpointConnectionError

DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"

class Body:
    def __init__(self, content):
        self.content = content

    def stream(self, *_, **__):
        yield self.content

    def read(self, *_):
        content, self.content = self.content, b""
        return content


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool)) else "a body"


class Caught:
    """The calls of a session, in their order: service, operation and parameters of each."""

    def __init__(self):
        self.calls = []
        self.session = boto3.Session()
        self.session.events.register("provide-client-params", self.keep)
        self.session.events.register("before-send", self.answer)

    def keep(self, params, model, **_):
        service = model.service_model.service_name
        self.calls.append({"service": service, "operation": model.name, "parameters": plain(params)})

    def answer(self, request, **_):
        """The answer to a call that is caught; nothing for one that leaves."""
        call = self.calls[-1]
        operation = call["operation"]
        if call["service"] == "sagemaker":
            return None
        if operation == "ListBuckets":
            return AWSResponse(request.url, 403, {}, Body(DENIED))
        if operation == "ListObjectsV2":
            return AWSResponse(request.url, 200, {}, Body(b"<ListBucketResult/>"))
        if operation == "PutObject":
            return AWSResponse(request.url, 200, {}, Body(b""))
        if call["service"] == "iam":
            raise EndpointConnectionError(endpoint_url=request.url)
        raise RuntimeError(f"the SDK makes a call that nobody expects: {operation}")
