import type { Action, AskedCall } from "./action";

/** What somebody does with a service in an account of their own: each call, and where the service is found. */
const uses: readonly {
  readonly service: string;
  readonly label: string;
  readonly host: string;
  readonly action: string;
  arn(region: string, account: string): string;
}[] = [
  {
    service: "S3",
    label: "s3",
    host: "s3",
    action: "s3:PutObject",
    arn: (_, account) => `arn:aws:s3:::bucket-of-${account}/file`,
  },
  {
    service: "DynamoDB",
    label: "dynamodb",
    host: "dynamodb",
    action: "dynamodb:PutItem",
    arn: (region, account) => `arn:aws:dynamodb:${region}:${account}:table/own`,
  },
  {
    service: "CloudWatch Logs",
    label: "logs",
    host: "logs",
    action: "logs:PutLogEvents",
    arn: (region, account) => `arn:aws:logs:${region}:${account}:log-group:own:log-stream:own`,
  },
  {
    service: "SageMaker",
    label: "sagemaker.api",
    host: "api.sagemaker",
    action: "sagemaker:CreateTrainingJob",
    arn: (region, account) => `arn:aws:sagemaker:${region}:${account}:training-job/own`,
  },
  {
    service: "SageMaker endpoints",
    label: "sagemaker.runtime",
    host: "runtime.sagemaker",
    action: "sagemaker:InvokeEndpoint",
    arn: (region, account) => `arn:aws:sagemaker:${region}:${account}:endpoint/own`,
  },
  {
    service: "STS",
    label: "sts",
    host: "sts",
    action: "sts:AssumeRole",
    arn: (_, account) => `arn:aws:iam::${account}:role/own`,
  },
];

/** A role of an outsider trusts the outsider's own account. */
function trusting(account: string): Pick<AskedCall, "resourcePolicy" | "context"> {
  const statement = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" };
  const document = { Version: "2012-10-17", Statement: [{ Sid: "OwnAccount", ...statement }] };
  return { resourcePolicy: { name: "its own trust policy", document }, context: { "sts:RoleSessionName": "own" } };
}

/**
 * What outsiders could do with credentials of their own inside the network: use AWS in their accounts through the
 * estate's endpoints, and so carry data out past everything else. Only the endpoints' policies prevent it.
 *
 * Source: VPC User Guide, "Control access to VPC endpoints using endpoint policies".
 */
export function outsidersActions(accounts: readonly string[], regions: readonly string[]): Action[] {
  return regions.flatMap((region) => actionsIn(accounts, region, regions.length === 1 ? "" : ` in ${region}`));
}

function actionsIn(accounts: readonly string[], region: string, where: string): Action[] {
  return accounts.flatMap((account) =>
    uses.map(({ service, label, host, action, arn }) => {
      const resource = { arn: arn(region, account), account, region };
      const call = { action, resource, ...(action === "sts:AssumeRole" && trusting(account)) };
      return {
        name: `use ${service} in an account of their own${where}`,
        bringing: [],
        host: `${host}.${region}.amazonaws.com`,
        label,
        ways: [[call]],
        account,
        bindsOwnPeople: true,
        byOutsiderOf: account,
      };
    }),
  );
}
