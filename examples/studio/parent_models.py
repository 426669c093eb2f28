"""Calls the parent's SageMaker endpoints from a LOB's Studio, under the person's own name.

The LOB's stack has `parent-models` in `studioCapabilities`, the parent's stack `studio: true`. The parent's role and
ExternalId are in a file of the LOB's bucket, which this role may read. SageMaker gives the session the user profile's
name as source identity. It stays in the session of the parent's role, so CloudTrail in the parent's account names the
person; nothing has to be passed for that.
"""

import json
import os
from datetime import datetime, timedelta, timezone

# Older versions of botocore ask STS in us-east-1, which the network doesn't reach.
os.environ.setdefault("AWS_STS_REGIONAL_ENDPOINTS", "regional")

import boto3  # noqa: E402

# Between the organization's prefix of names, which may be empty, and the LOB's name.
ROLE = "SageMakerStudioExecution-"
FILE = ".studio/parent-models.json"
RENEW_BEFORE = timedelta(minutes=5)


class ParentModels:
    """The parent's endpoints. One object serves a whole notebook: it renews its session, which lasts an hour."""

    def __init__(self, session=None):
        self._session = session or boto3.Session()
        self.told = self._read_told()
        self._runtime = None
        self._expires = datetime.min.replace(tzinfo=timezone.utc)

    @property
    def endpoints(self):
        """Names of the endpoints that the parent shares, or "all"."""
        return self.told["endpoints"]

    def invoke(self, endpoint, body, content_type="application/json", **more):
        """The model's answer, as bytes.

        body: bytes, text, or a value that is sent as JSON. more: further parameters of InvokeEndpoint, such as Accept.
        Raises botocore's ClientError: AccessDenied where the parent doesn't trust this LOB's Studio.
        """
        if not isinstance(body, (bytes, bytearray, str)):
            body = json.dumps(body)
        answer = self._client().invoke_endpoint(EndpointName=endpoint, ContentType=content_type, Body=body, **more)
        return answer["Body"].read()

    def _read_told(self):
        identity = self._session.client("sts").get_caller_identity()
        role = identity["Arn"].split("/")[1]
        prefix, found, lob = role.partition(ROLE)
        if not found:
            raise RuntimeError(f"this runs under the role {role}: run it in Studio, under a role {ROLE}…")
        bucket = f"{prefix}sagemaker-{lob}-{identity['Account']}-{self._session.region_name}"
        answer = self._session.client("s3").get_object(Bucket=bucket, Key=FILE)
        return json.loads(answer["Body"].read())

    def _client(self):
        if self._runtime is None or self._expires - RENEW_BEFORE <= datetime.now(timezone.utc):
            credentials = self._session.client("sts").assume_role(
                RoleArn=self.told["roleArn"], RoleSessionName="studio", ExternalId=self.told["externalId"]
            )["Credentials"]
            self._expires = credentials["Expiration"]
            self._runtime = self._session.client(
                "sagemaker-runtime",
                region_name=self.told["region"],
                aws_access_key_id=credentials["AccessKeyId"],
                aws_secret_access_key=credentials["SecretAccessKey"],
                aws_session_token=credentials["SessionToken"],
            )
        return self._runtime
