import { EC2Client } from "@aws-sdk/client-ec2";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { STSClient } from "@aws-sdk/client-sts";
import { clientCredentials } from "../support/credentials";
import { holdsFiles } from "./bucket-files";
import type { Surroundings } from "./command";

/** Clients of AWS in a stack's region. */
export const awsClients: Surroundings["clients"] = ({ config: { region } }, source) => {
  const settings = { region, maxAttempts: 10, ...clientCredentials(source) };
  return {
    sts: new STSClient(settings),
    sagemaker: new SageMakerClient(settings),
    ec2: new EC2Client(settings),
    holdsFiles: (bucket) => holdsFiles(bucket, new STSClient(settings).config),
  };
};
