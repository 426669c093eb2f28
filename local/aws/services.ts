import { apiGateway } from "./api-gateway";
import { applicationAutoScaling } from "./application-autoscaling";
import { cloudWatch } from "./cloudwatch";
import { cognito } from "./cognito";
import type { ServiceResources } from "./core/resource-type";
import { dynamoDb } from "./dynamodb";
import { ec2 } from "./ec2";
import { iam } from "./iam";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { ram } from "./ram";
import { route53 } from "./route53";
import { route53Resolver } from "./route53-resolver";
import { s3 } from "./s3";
import { sageMaker } from "./sagemaker";

/** The services whose resources stacks make. */
export const services: readonly ServiceResources[] = [
  apiGateway,
  applicationAutoScaling,
  cloudWatch,
  cognito,
  dynamoDb,
  ec2,
  iam,
  kms,
  lambda,
  ram,
  route53,
  route53Resolver,
  s3,
  sageMaker,
];
