import { invokerNames, parentNames } from "../../infra/support/naming";
import type { ParentStack } from "../../stacks/project/roles";
import { endpointsBeside, endpointsOf } from "../estate/hosted-endpoints";
import { bringUp, type Cast, joinOrganization, placeOutsider, trustedCast, trusts, untrustedCast } from "./cast";
import { assumeRoleDenied, refusalScenario } from "./refusal";

/** Endpoint names of the scenarios' own calls; where a parent shares all endpoints, a request must name one. */
function firstEndpoint({ parent }: Cast): object {
  return { endpointName: endpointsOf(parent)[0] };
}

/** The invoking role loses its policy: as before the policy is attached. */
export const invokeDeniedWithoutPermission = refusalScenario({
  id: "invoke-denied-without-permission",
  expected: "403 AccessDenied, decided by the missing policy of the function's role",
  cast: ({ project }) => trustedCast(project),
  async arrange(estate, cast) {
    await bringUp(estate, cast);
    estate.deleteRolePolicy(cast.child, "AllowAssumeSagemakerExternalRole");
  },
  request: firstEndpoint,
  message: assumeRoleDenied,
  decidedBy: ({ child }) =>
    new RegExp(`^the policies of ${invokerNames(child.name, child.config).invokerRole}: none names sts:AssumeRole$`),
  relent: (estate, { child }) => estate.repair(child.name),
  relenting: ({ child }) => `pulumi up --refresh --stack ${child.name} restored the policy`,
});

/** A child that isn't trusted calls with everything else in order. */
export const invokeDeniedUntrustedAccount = refusalScenario({
  id: "invoke-denied-untrusted-account",
  expected: "403 AccessDenied, decided by the parent's trust policy",
  cast: ({ project }) => untrustedCast(project),
  async arrange(estate, cast) {
    await bringUp(estate, cast);
    placeOutsider(estate, cast);
  },
  request: firstEndpoint,
  message(cast) {
    // Behind a hub, the endpoint's policy refuses accounts outside the organization before the trust policy does.
    const endpointToo = cast.hub !== undefined && trusts(cast.parent, cast.child.config.account);
    const why = endpointToo ? " because no VPC endpoint policy allows the sts:AssumeRole action" : "";
    return assumeRoleDenied(cast) + why;
  },
  decidedBy: ({ parent, child }) =>
    new RegExp(
      `the trust policy of ${parentNames(parent.config).invokeRole}: statement InvokingRoles (doesn't name account ${child.config.account}|requires aws:Principal(Account|OrgID|OrgPaths) )`,
    ),
  async relent(estate, cast) {
    if (trusts(cast.parent, cast.child.config.account)) {
      joinOrganization(estate, cast);
    } else {
      await estate.change(cast.parent.name, { children: JSON.stringify([cast.child.config.account]) });
    }
  },
  relenting: ({ parent, child }) =>
    trusts(parent, child.config.account)
      ? `account ${child.config.account} joined the organization`
      : `${child.config.account} was added to children of stack ${parent.name}`,
});

/** As long as the old one, so that every length limit still holds. */
function otherExternalId({ config }: ParentStack): string {
  const now = config.invokeRole.externalId ?? config.account;
  return now.slice(0, -1) + (now.endsWith("x") ? "y" : "x");
}

/** The parent changes its ExternalId, and the child isn't brought up again yet. */
export const invokeDeniedWrongExternalId = refusalScenario({
  id: "invoke-denied-wrong-external-id",
  expected: "403 AccessDenied, decided by the ExternalId that the trust policy demands",
  cast: ({ project }) => trustedCast(project),
  async arrange(estate, cast) {
    await bringUp(estate, cast);
    await estate.change(cast.parent.name, { externalId: otherExternalId(cast.parent) });
  },
  request: firstEndpoint,
  message: assumeRoleDenied,
  decidedBy: ({ parent }) =>
    new RegExp(
      `the trust policy of ${parentNames(parent.config).invokeRole}: statement InvokingRoles requires sts:ExternalId StringEquals `,
    ),
  relent: (estate, { child }) => estate.upAgain(child.name),
  relenting: ({ child }) => `pulumi up --stack ${child.name} read the new ExternalId`,
});

/** An endpoint of the parent's account that the parent doesn't share. */
function unsharedEndpoint(parent: ParentStack): string {
  const shared = new Set(endpointsOf(parent).map((name) => name.toLowerCase()));
  const candidates = [
    "private-model",
    ...Array.from({ length: shared.size }, (_, index) => `private-model-${index + 2}`),
  ];
  return candidates.find((name) => !shared.has(name)) ?? "";
}

/** A trusted child asks for an endpoint that exists and isn't named. */
export const invokeDeniedOtherEndpoint = refusalScenario({
  id: "invoke-denied-other-endpoint",
  expected: "403 AccessDenied, decided by the policy of SageMakerExternal",
  cast: ({ project }) => trustedCast(project),
  async arrange(estate, cast) {
    const { parent } = cast;
    estate.hostEndpoint(parent, unsharedEndpoint(parent));
    await bringUp(estate, cast);
    if (parent.config.invokeRole.endpoints === "all") {
      await estate.change(parent.name, { endpoints: JSON.stringify(endpointsBeside(parent)) });
    }
  },
  request: ({ parent }) => ({ endpointName: unsharedEndpoint(parent) }),
  message: ({ parent, child }) =>
    `User: arn:aws:sts::${parent.config.account}:assumed-role/${parentNames(parent.config).invokeRole}/${invokerNames(child.name, child.config).invoker} is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:aws:sagemaker:${parent.config.region}:${parent.config.account}:endpoint/${unsharedEndpoint(parent)} because no identity-based policy allows the sagemaker:InvokeEndpoint action`,
  decidedBy: ({ parent }) => {
    const { invokeRole, invokePolicy } = parentNames(parent.config);
    return new RegExp(
      `^the policies of ${invokeRole}: ${invokePolicy}, statement InvokeEndpoints doesn't name the resource$`,
    );
  },
  relent: (estate, { parent }) => estate.change(parent.name, { endpoints: JSON.stringify([unsharedEndpoint(parent)]) }),
  relenting: ({ parent }) =>
    `${unsharedEndpoint(parent)}, which is made up, was added to endpoints of stack ${parent.name}`,
});
