import type { EC2Client } from "@aws-sdk/client-ec2";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { RAMClient } from "@aws-sdk/client-ram";
import type { Route53ResolverClient } from "@aws-sdk/client-route53resolver";
import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { STSClient } from "@aws-sdk/client-sts";
import type { IamClient } from "./iam-client";

/** Clients of AWS with the credentials for one stack's account, in its region. */
export interface Clients {
  readonly sts: STSClient;
  readonly ec2: EC2Client;
  readonly ram: RAMClient;
  readonly resolver: Route53ResolverClient;
  readonly quotas: ServiceQuotasClient;
  readonly organizations: OrganizationsClient;
  readonly sageMaker: SageMakerClient;
  readonly iam: IamClient;
}
