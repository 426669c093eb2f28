"""What the Studio article enters before anybody can come in: users of the pool, and the rows of the two tables.

The event has userPoolId, usersTable, lobsTable, users (name and password) and lobs (name and account), as its tables do.
"""

import boto3


def lambda_handler(event, context):
    cognito = boto3.client("cognito-idp")
    dynamodb = boto3.client("dynamodb")
    for user in event["users"]:
        cognito.admin_create_user(
            UserPoolId=event["userPoolId"],
            Username=user["name"],
            MessageAction="SUPPRESS",
        )
        cognito.admin_set_user_password(
            UserPoolId=event["userPoolId"],
            Username=user["name"],
            Password=user["password"],
            Permanent=True,
        )
        dynamodb.put_item(
            TableName=event["usersTable"],
            Item={
                "userId": {"S": user["name"]},
                "lob": {"S": user["lob"]},
                "profileName": {"S": user["name"]},
            },
        )
    for lob in event["lobs"]:
        dynamodb.put_item(
            TableName=event["lobsTable"],
            Item={
                "lob": {"S": lob["name"]},
                "accountId": {"S": lob["account"]},
                "region": {"S": dynamodb.meta.region_name},
            },
        )
    users = cognito.get_paginator("list_users").paginate(
        UserPoolId=event["userPoolId"], PaginationConfig={"PageSize": 1}
    )
    return {
        "users": [user["Username"] for page in users for user in page["Users"]],
        "rows": [
            dynamodb.get_item(TableName=event["usersTable"], Key={"userId": {"S": user["name"]}})["Item"]
            for user in event["users"]
        ],
        "lobs": [
            dynamodb.get_item(TableName=event["lobsTable"], Key={"lob": {"S": lob["name"]}})["Item"]
            for lob in event["lobs"]
        ],
    }
