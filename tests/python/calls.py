"""Makes each of the event's calls, and gives what came of it, in their order.

A call has service, operation and parameters as boto3 names them; client and config, for settings of the client; unsigned,
for one without a signature; and role, the parameters of an AssumeRole, to be made under that role.
"""

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from support.outcome import outcome_of


def settings_of(call):
    settings = dict(call.get("client", {}))
    if "role" in call:
        credentials = boto3.client("sts").assume_role(**call["role"])["Credentials"]
        settings |= {
            "aws_access_key_id": credentials["AccessKeyId"],
            "aws_secret_access_key": credentials["SecretAccessKey"],
            "aws_session_token": credentials["SessionToken"],
        }
    signature = {"signature_version": UNSIGNED} if call.get("unsigned") else {}
    return {**settings, "config": Config(**signature, **call.get("config", {}))}


def make(call):
    client = boto3.client(call["service"], **settings_of(call))
    return getattr(client, call["operation"])(**call.get("parameters", {}))


def lambda_handler(event, context):
    return [outcome_of(lambda: make(call)) for call in event]
