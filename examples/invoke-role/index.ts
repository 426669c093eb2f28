import * as aws from "@pulumi/aws";
import { CrossAccountInvokeRole } from "../../infra";

const account = "222222222222";
const region = "eu-west-1";

// Credentials of another account are refused before anything is made.
const provider = new aws.Provider("account", { region, allowedAccountIds: [account] });

const role = new CrossAccountInvokeRole(
  "invoke",
  { account, region, children: ["333333333333", "444444444444"], endpoints: ["iris"] },
  { provider },
);

/** What each child's `EndpointInvoker` takes as `roleArn`. */
export const roleArn = role.roleArn;

/** What it takes as `externalId`. */
export const externalId = role.externalId;
