import { apiGatewayRefusals } from "./api-gateway/refusals";
import { autoScalingRefusals } from "./application-autoscaling/refusals";
import { cloudWatchRefusals } from "./cloudwatch/refusals";
import { cognitoRefusals } from "./cognito/refusals";
import { AwsError } from "./core/aws-error";
import { dynamoDbRefusals } from "./dynamodb/refusals";
import { ec2Refusals } from "./ec2/refusals";
import { iamRefusals } from "./iam/refusals";
import { kmsRefusals } from "./kms/refusals";
import { lambdaRefusals } from "./lambda/refusals";
import { ramRefusals } from "./ram/refusals";
import { route53Refusals } from "./route53/refusals";
import { route53ResolverRefusals } from "./route53-resolver/refusals";
import { s3Refusals } from "./s3/refusals";
import { sageMakerRefusals } from "./sagemaker/refusals";

/**
 * What AWS refuses when a resource is created, changed or deleted, and the local AWS with it: the services' tables, which
 * share one count. Facts are from AWS's documentation; each row has its case in `tests/local/aws/refusals.test.ts`, or in
 * `deletions.test.ts` beside it.
 */
export const refusals = {
  ...apiGatewayRefusals,
  ...autoScalingRefusals,
  ...cloudWatchRefusals,
  ...cognitoRefusals,
  ...dynamoDbRefusals,
  ...ec2Refusals,
  ...iamRefusals,
  ...kmsRefusals,
  ...lambdaRefusals,
  ...ramRefusals,
  ...route53Refusals,
  ...route53ResolverRefusals,
  ...s3Refusals,
  ...sageMakerRefusals,
};

export type RefusalNumber = keyof typeof refusals;

/** Refuses as AWS does, with the row's code. */
export function refuse(row: RefusalNumber, message: string): never {
  throw new AwsError(refusals[row].code, message);
}
