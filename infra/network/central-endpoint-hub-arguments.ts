import * as v from "valibot";
import { allowed, pathTo, reason } from "../../common/validation";
import { endpointInvokerConfig } from "../access/endpoint-invoker-arguments";
import type { Lob } from "../access/studio-directory";
import { lobMistakes, lobs } from "../lob/lobs";
import { configKey } from "../support/config-key";
import type { Naming } from "../support/naming";
import { accountId, distinctList, flag, naming, organizationArn, region, suffix } from "../support/schemas";
import { text } from "../support/text";
import { numberIn } from "../support/whole-number";
import { centralServices, isService, servicePolicy, services, unknownService } from "./endpoint-catalog";
import {
  availabilityZones,
  bucketForLogs,
  cidr,
  corporateCidrs,
  type NamedRange,
  networkLogsEntries,
  overlapMistakes,
  zonesOfRegion,
} from "./network-arguments";
import { endpointPolicyLimit } from "./policies/endpoint-policy";
import { s3EndpointPolicy } from "./policies/s3-endpoint-policy";

const serviceMessage = ({ input }: v.BaseIssue<unknown>) => reason(input, unknownService(String(input)));

const service = v.pipe(v.string(serviceMessage), v.guard(isService, serviceMessage));

/** Source: AWS RAM API, AssociateResourceShare, `principals`. */
const sharePrincipal = text(
  /^(\d{12}|arn:aws:organizations::\d{12}:(organization\/o-[a-z0-9]{10,32}|ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}))$/,
  "give an account id, an organizational unit's ARN or the organization's ARN (arn:aws:organizations::…)",
);

/** Source: EC2 API, TransitGatewayRequestOptions, `AmazonSideAsn`. */
const privateAsn = numberIn(
  [
    [64_512, 65_534],
    [4_200_000_000, 4_294_967_294],
  ],
  "a transit gateway takes only private numbers",
);

/** What {@link CentralEndpointHub} takes. */
export interface CentralEndpointHubArgs extends Naming {
  /** Id of the hub's account, 12 digits. */
  account: string;
  /** Region of everything, such as `eu-west-1`. */
  region: string;
  /** End of names in AWS, 1 to 40 characters; keeps several stacks in one account apart. */
  suffix: string;
  /** CIDR block of the hub's VPC, /16 to /22. @default "10.0.0.0/16" */
  vpcCidr?: string | undefined;
  /** CIDR block that all LOBs' VPCs are in. @default "10.96.0.0/11" */
  lobSupernet?: string | undefined;
  /** Names of the hub's Availability Zones, two to four. */
  availabilityZones: string[];
  /** CIDR blocks of corporate networks, from which people come, 29 at most. */
  corporateCidrs: string[];
  /**
   * The transit gateway's own number in BGP, 64512 to 65534 or 4200000000 to 4294967294. A Direct Connect gateway and
   * the routers at the other end of VPNs need other numbers.
   *
   * @default 64600
   */
  amazonSideAsn?: number | undefined;
  /**
   * Services of the catalogue in addition to those that are always there.
   *
   * @default none
   * @example
   * ["ecr.api", "ecr.dkr"]
   */
  endpointServices?: string[] | undefined;
  /** ARN of the organization that the hub, the LOBs and the model accounts are in. @default none, accounts are listed */
  organizationArn?: string | undefined;
  /** The LOBs, at least one, names and accounts all different. */
  lobs: Lob[];
  /** Ids of the accounts whose endpoints LOBs invoke; only without an organization. @default none */
  modelAccounts?: string[] | undefined;
  /**
   * Whether accounts get the share without invitation, as within an organization, or are invited to it. @default
   * "organization"
   */
  sharing?: "organization" | "invitation" | undefined;
  /**
   * Principals of the share: account ids, ARNs of organizational units or the organization's. Each of these accounts
   * can attach a VPC with any CIDR block.
   *
   * @default the LOBs' accounts
   * @example
   * ["arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab12-11111111"]
   */
  shareWith?: string[] | undefined;
  /** Whether people sign in through the hub, by an endpoint to Cognito, or over the internet. @default "private" */
  signIn?: "private" | "internet" | undefined;
  /**
   * Whether the API's authorizer is in the hub's VPC, and asks Cognito by the hub's endpoint whether tokens are genuine.
   *
   * @default false, it is outside of any VPC and checks tokens by the pool's public keys
   */
  authorizerInVpc?: boolean | undefined;
  /** Whether connections in the hub's VPC are logged. @default false */
  flowLogs?: boolean | undefined;
  /** Whether DNS queries in the hub's VPC are logged. @default false */
  queryLogs?: boolean | undefined;
  /** ARN of an S3 bucket that both go to, whose policy must let them in. @default none, log groups of CloudWatch */
  logBucketArn?: string | undefined;
  /** Days that logs are kept, one of CloudWatch's values. @default 30 */
  logRetentionDays?: number | undefined;
}

/** The plain arguments of `CentralEndpointHub` one by one. */
const entries = v.object({
  account: accountId,
  region,
  suffix,
  ...naming,
  // Also a key of children, and described with theirs. Smaller CIDR blocks have no room for an address of every endpoint in
  // a zone.
  vpcCidr: v.optional(cidr(16, 22), "10.0.0.0/16"),
  lobSupernet: configKey(v.optional(cidr(8, 23), "10.96.0.0/11"), "IPv4 CIDR block that every LOB's VPC must lie in"),
  availabilityZones,
  corporateCidrs: configKey(
    corporateCidrs,
    "IPv4 CIDR blocks of the people who open Studio, a list; they reach only the API, Studio, sign-in and SageMaker endpoints",
  ),
  amazonSideAsn: configKey(
    v.optional(privateAsn, 64_600),
    "The transit gateway's number in BGP (ASN), 64512 to 65534 or 4200000000 to 4294967294; a Direct Connect gateway and your routers need other numbers",
  ),
  endpointServices: configKey(
    v.optional(distinctList(service, 'list services, such as ["ecr.api", "ecr.dkr"]'), []),
    "More endpoints than the usual ones, a list, such as ecr.api and ecr.dkr",
  ),
  organizationArn: v.optional(organizationArn),
  lobs: configKey(lobs, "The lines of business, a list of name and account; each has a child stack of its own"),
  modelAccounts: configKey(
    v.optional(distinctList(accountId, "list account ids in quotes"), []),
    "Ids of the accounts whose SageMaker endpoints LOBs call through the hub, a list in quotes; with organizationArn its accounts need no entry",
  ),
  sharing: configKey(
    v.optional(v.picklist(["organization", "invitation"], allowed("write organization or invitation")), "organization"),
    "How LOBs get what the hub shares: organization (RAM sharing within an organization, no invitation) or invitation",
  ),
  shareWith: configKey(
    v.optional(distinctList(sharePrincipal, "list account ids and ARNs of organizational units"), []),
    "Principals that the hub shares with, a list of account ids and ARNs of organizational units or of the organization; each of these accounts can attach a network with any CIDR block. Empty means the LOBs' accounts",
  ),
  signIn: configKey(
    v.optional(v.picklist(["private", "internet"], allowed("write private or internet")), "private"),
    "How people reach the sign-in service: private (through the hub, no internet needed) or internet",
  ),
  authorizerInVpc: configKey(
    v.optional(flag, false),
    "Also put the API's authorizer into the hub's VPC, for organizations that require a VPC for every function; it then asks Cognito through the hub's endpoint whether tokens are genuine",
  ),
  ...networkLogsEntries,
  logRetentionDays: endpointInvokerConfig.logRetentionDays,
});

/** The arguments that are keys of a hub's config, except those that other stacks have as well. */
export const centralEndpointHubConfig = v.omit(entries, [
  "account",
  "region",
  "suffix",
  "namePrefix",
  "rolePath",
  "organizationArn",
  "logRetentionDays",
]).entries;

type Entries = v.InferOutput<typeof entries>;

/** The organization's id, as conditions take it, and every account that belongs to the hub if there is none. */
function membersOf({ account, organizationArn: arn, lobs, modelAccounts }: Entries) {
  return {
    organizationId: arn?.split("/")[1],
    accounts: [account, ...lobs.map(({ account: its }) => its), ...modelAccounts],
  };
}

/**
 * Who gets the share by default: the LOBs' accounts. An account with the share can attach a VPC with any CIDR block, which
 * propagates into the hub's table, so the organization gets it only if `shareWith` names it.
 *
 * Source: AWS RAM User Guide, "Sharing your AWS resources": accounts of the organization get no invitation where sharing
 * within it is enabled.
 */
function defaultPrincipals({ lobs }: Entries): readonly string[] {
  return lobs.map(({ account }) => account);
}

function rangeMistakes(args: Entries) {
  const ranges: readonly NamedRange[] = [
    { key: "vpcCidr", cidr: args.vpcCidr },
    { key: "lobSupernet", cidr: args.lobSupernet },
    ...args.corporateCidrs.map((range, index) => ({ key: "corporateCidrs", index, cidr: range })),
  ];
  return overlapMistakes(ranges);
}

function modelAccountsMistakes({ organizationArn: arn, modelAccounts }: Entries) {
  return arn === undefined || modelAccounts.length === 0
    ? []
    : [
        {
          key: "modelAccounts",
          message: "has no effect with organizationArn, which includes every account of the organization: remove it",
        },
      ];
}

function authorizerMistakes({ authorizerInVpc, signIn, endpointServices }: Entries) {
  return authorizerInVpc && !centralServices(signIn, endpointServices).includes("cognito-idp")
    ? [
        {
          key: "authorizerInVpc",
          message:
            "is true, and the authorizer then asks Cognito through the hub's endpoint cognito-idp, which signIn internet leaves out: write private in signIn, or add cognito-idp to endpointServices",
        },
      ]
    : [];
}

function shareMistakes({ lobs, sharing, shareWith }: Entries) {
  const units = [...shareWith.entries()].filter(([, principal]) => principal.startsWith("arn:"));
  if (sharing === "invitation" && units.length > 0) {
    return units.map(([index, principal]) => ({
      key: "shareWith",
      index,
      message: reason(principal, "only accounts can be invited; list their ids, or write organization in sharing"),
    }));
  }
  const left = lobs.filter(({ account }) => !shareWith.includes(account));
  const areAccounts = shareWith.length > 0 && shareWith.every((principal) => v.is(accountId, principal));
  return areAccounts && left.length > 0
    ? [
        {
          key: "shareWith",
          message: `leaves out ${left.map(({ name, account }) => `${name}'s account ${account}`).join(", ")}, which couldn't attach: add it, or remove shareWith`,
        },
      ]
    : [];
}

function lengthMistakes(args: Entries) {
  const { account, region: where, namePrefix, rolePath, authorizerInVpc } = args;
  const scope = { ...membersOf(args), account, region: where, namePrefix, rolePath, authorizerInVpc };
  const documents = [...services.map((each) => servicePolicy(each, scope)), s3EndpointPolicy(scope)];
  const longest = Math.max(...documents.map((document) => JSON.stringify(document).length));
  return longest > endpointPolicyLimit
    ? [
        {
          key: "lobs",
          message: `needs an endpoint policy of ${longest} characters for ${args.lobs.length} accounts, and AWS takes at most ${endpointPolicyLimit}: set organizationArn in place of listing accounts`,
        },
      ]
    : [];
}

/** The plain arguments as a whole, with the hub's members and the share's principals. */
export const centralEndpointHubArguments = v.pipe(
  entries,
  zonesOfRegion(),
  bucketForLogs(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const args = dataset.value;
    const mistakes: readonly { key: string; index?: number; message: string }[] = [
      ...rangeMistakes(args),
      ...modelAccountsMistakes(args),
      ...shareMistakes(args),
      ...authorizerMistakes(args),
      ...lengthMistakes(args),
    ];
    for (const mistake of lobMistakes(args)) {
      addIssue(mistake);
    }
    for (const { key, index, message } of mistakes) {
      addIssue({ message, path: pathTo(args, key, index) });
    }
  }),
  v.transform((args) => ({
    ...args,
    ...membersOf(args),
    principals: args.shareWith.length > 0 ? args.shareWith : defaultPrincipals(args),
  })),
);
