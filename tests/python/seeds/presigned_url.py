"""Steps 5 to 7 of the Studio article's data flow: from the user's name to the presigned URL of that user's own Studio.

The event has usersTable, lobsTable, the user's name, and what to ask for besides.
"""

import boto3


def lambda_handler(event, context):
    dynamodb = boto3.client("dynamodb")
    user = dynamodb.get_item(
        TableName=event["usersTable"], Key={"userId": {"S": event["user"]}}
    )["Item"]
    lob = dynamodb.get_item(
        TableName=event["lobsTable"], Key={"lob": user["lob"]}
    )["Item"]

    credentials = boto3.client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{lob['accountId']['S']}:role/PresignedURLGenerator",
        RoleSessionName=event["user"],
        **event.get("assumeRole", {}),
    )["Credentials"]
    sagemaker = boto3.client(
        "sagemaker",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
    [domain] = sagemaker.list_domains()["Domains"]
    answer = sagemaker.create_presigned_domain_url(
        **{
            "DomainId": domain["DomainId"],
            "UserProfileName": user["profileName"]["S"],
            **event.get("presign", {}),
        }
    )
    return {"domain": domain, "url": answer["AuthorizedUrl"]}
