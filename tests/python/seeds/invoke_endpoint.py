"""The inference article's calls: assume the parent's role with its ExternalId, and invoke the endpoint as that role.

The event has roleArn, externalId, endpointName, and payload, which is sent as JSON.
"""

import json

import boto3


def lambda_handler(event, context):
    session = boto3.client("sts").assume_role(
        RoleArn=event["roleArn"],
        RoleSessionName="SageMakerInvokeSession",
        ExternalId=event["externalId"],
    )["Credentials"]
    runtime = boto3.client(
        "sagemaker-runtime",
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )
    response = runtime.invoke_endpoint(
        EndpointName=event["endpointName"],
        ContentType="application/json",
        Body=json.dumps(event["payload"]),
    )
    return json.loads(response["Body"].read().decode())
