import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LobDomain } from "../../infra";
import { availabilityZones, lobAccount, lobName, region } from "./estate";

/** The LOB's account: a Studio domain for one user, which the hub's API opens. */
export async function lob() {
  const reference = new pulumi.StackReference(`${pulumi.getOrganization()}/${pulumi.getProject()}/hub`);
  // Plain values, which the component checks: it names what is missing or wrong before anything is made.
  const { value: hub } = await reference.getOutputDetails("forLobs");
  const domain = new LobDomain(
    "lob",
    {
      ...{ account: lobAccount, region, lob: lobName, hub },
      ...{ vpcCidr: "10.100.0.0/16", availabilityZones, userProfiles: ["ann-example"] },
    },
    { provider: new aws.Provider("account", { region, allowedAccountIds: [lobAccount] }) },
  );
  return { domainId: domain.domainId };
}
