import { EC2Client } from "@aws-sdk/client-ec2";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { RAMClient } from "@aws-sdk/client-ram";
import { Route53ResolverClient } from "@aws-sdk/client-route53resolver";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { STSClient } from "@aws-sdk/client-sts";
import { clientCredentials } from "../support/credentials";
import type { Surroundings } from "./command";
import { IamClient } from "./iam-client";

/** Clients of AWS in a stack's region. */
export const awsClients: Surroundings["clients"] = ({ config }, source) => {
  // Service Quotas takes five calls a second.
  const settings = { region: config.region, maxAttempts: 8, ...clientCredentials(source) };
  return {
    sts: new STSClient(settings),
    ec2: new EC2Client(settings),
    ram: new RAMClient(settings),
    resolver: new Route53ResolverClient(settings),
    quotas: new ServiceQuotasClient(settings),
    // Organizations answers only in this region.
    organizations: new OrganizationsClient({ ...settings, region: "us-east-1" }),
    sageMaker: new SageMakerClient(settings),
    iam: new IamClient(new STSClient(settings).config),
  };
};
