import json
import boto3
import os

from data import body2

def lambda_handler(event, context):
    # Assume the cross-account role (allowed because of sts:AssumeRole)
    sts_client = boto3.client('sts')
    assumed_role = sts_client.assume_role(
        RoleArn='arn:aws:iam::<parent account id>:role/SageMakerExternal',  # add parent id here
        RoleSessionName='SageMakerInvokeSession',
        ExternalId='<parent account id>', # add parent id here
    )
    
    # Create a new session using the assumed role credentials
    credentials = assumed_role['Credentials']
    sagemaker_client = boto3.client(
        'sagemaker-runtime',
        aws_access_key_id=credentials['AccessKeyId'],
        aws_secret_access_key=credentials['SecretAccessKey'],
        aws_session_token=credentials['SessionToken'],
    )

    # Add the endpoint you want to call cross-account here
    endpoint_name = "f73559-..." 

    # Invoke the SageMaker endpoint
    response = sagemaker_client.invoke_endpoint(
        EndpointName=endpoint_name,
        ContentType='application/json',
        Body=json.dumps({}),
    )

    # Parse the response
    result = json.loads(response['Body'].read().decode())

    return {
        'statusCode': 200,
        'body': json.dumps(result)
    }
