import {
  AccessDeniedException,
  AWSOrganizationsNotInUseException,
  DescribeOrganizationCommand,
  type OrganizationsClient,
  paginateListAWSServiceAccessForOrganization,
} from "@aws-sdk/client-organizations";
import type { SharedStack } from "../../stacks/project/roles";
import { found, skipped, type Verdict } from "./finding";
import type { ShareAssociation } from "./network-facts";

/** The organization that an account is in. */
export interface Membership {
  readonly id: string;
  readonly hasAllFeatures: boolean;
}

/** What an account can see of sharing within its organization. */
export interface Sharing {
  /** Undefined when the account is in none. */
  readonly membership: Membership | undefined;
  /** Whether RAM works with the organization; undefined if only the management account can tell. */
  readonly isEnabled: boolean | undefined;
}

async function readMembership(client: OrganizationsClient): Promise<Membership | undefined> {
  try {
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    return { id: Organization?.Id ?? "", hasAllFeatures: Organization?.FeatureSet === "ALL" };
  } catch (error) {
    if (error instanceof AWSOrganizationsNotInUseException) {
      return undefined;
    }
    throw error;
  }
}

async function readEnabled(client: OrganizationsClient): Promise<boolean | undefined> {
  try {
    for await (const page of paginateListAWSServiceAccessForOrganization({ client }, {})) {
      if ((page.EnabledServicePrincipals ?? []).some((each) => each.ServicePrincipal === "ram.amazonaws.com")) {
        return true;
      }
    }
    return false;
  } catch (error) {
    if (error instanceof AccessDeniedException) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Reads what an account can see of sharing within its organization. RAM itself can't be asked.
 *
 * Source: AWS Organizations API, DescribeOrganization, for every account of an organization, and
 * ListAWSServiceAccessForOrganization, for its management account and delegated administrators.
 */
export async function readSharing(client: OrganizationsClient): Promise<Sharing> {
  const membership = await readMembership(client);
  return { membership, isEnabled: membership === undefined ? undefined : await readEnabled(client) };
}

const enable = "in the management account, aws ram enable-sharing-with-aws-organization";

/**
 * Whether sharing within the organization is enabled, as far as the hub's account can tell.
 *
 * @param principals of the hub's share; undefined before the hub is up. RAM accepts an account, a unit or the
 * organization only while that setting is on, since the share isn't for external principals.
 *
 * Source: AWS RAM User Guide, "Enable resource sharing within AWS Organizations", and "Errors when trying to share with
 * accounts outside of my organization".
 */
export function judgeSharing(
  { name, config }: SharedStack,
  { membership, isEnabled }: Sharing,
  principals: readonly ShareAssociation[] | undefined,
): Verdict {
  const { account, organizationId } = config;
  const instead = `or set sharing: invitation in Pulumi.${name}.yaml`;
  if (membership === undefined) {
    return found([`account ${account} is in no organization: let it join one, ${instead}`]);
  }
  if (organizationId !== undefined && membership.id !== organizationId) {
    return found([
      `account ${account} is in organization ${membership.id}, and organizationArn names ${organizationId}: correct one of the two`,
    ]);
  }
  if (!membership.hasAllFeatures) {
    return found([
      `organization ${membership.id} has only consolidated billing, and sharing needs all features: enable them, ${instead}`,
    ]);
  }
  if (isEnabled !== undefined) {
    return found(isEnabled ? [] : [`sharing with organization ${membership.id} is off: ${enable}, ${instead}`]);
  }
  if (principals?.some(({ status }) => status === "ASSOCIATED")) {
    return found([]);
  }
  const failed = (principals ?? []).filter(({ status }) => status === "FAILED");
  return failed.length > 0
    ? found([
        `the hub's share with ${failed.map(({ entity }) => entity).join(", ")} FAILED: ${enable}, and bring stack ${name} up again`,
      ])
    : skipped(
        "only the management account can tell before the hub is shared: there, aws organizations list-aws-service-access-for-organization must list ram.amazonaws.com",
      );
}
