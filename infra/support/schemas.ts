import * as v from "valibot";
import { isRecord } from "../../common/is-record";
import { allowed, reason } from "../../common/validation";
import { configKey } from "./config-key";
import { nameSuffix } from "./naming";
import { text } from "./text";

/** An AWS account id. */
export const accountId = v.pipe(v.string(accountIdMessage), v.regex(/^\d{12}$/, accountIdMessage));

function accountIdMessage({ input }: v.BaseIssue<unknown>): string {
  const given = String(input ?? "");
  if (given === "" || (typeof input === "number" && given.length === 12)) {
    return reason(input, "an account id has 12 digits; write it in quotes");
  }
  if (typeof input === "number" && given.length >= 10 && given.length < 12) {
    return reason(
      input,
      `a number has no leading 0; write all 12 digits in quotes, such as "${given.padStart(12, "0")}"`,
    );
  }
  if (input === "organization") {
    return reason(input, "write organization in place of the list, or list account ids");
  }
  const digits = given.replace(/[\s-]/g, "");
  if (/^\d{12}$/.test(digits)) {
    return reason(input, `write its 12 digits together, "${digits}"`);
  }
  return reason(
    input,
    `an account id has 12 digits${/^\d+$/.test(given) ? `, and this has ${given.length}` : "; give that"}`,
  );
}

/**
 * A name that SageMaker accepts for an endpoint or an inference component, in a list that can also be `all`. Source:
 * SageMaker API, CreateEndpoint, `EndpointName`.
 */
function sageMakerName(what: string) {
  return v.pipe(
    v.string(sageMakerNameMessage),
    v.regex(/^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/, sageMakerNameMessage),
    v.check((name) => name !== "all", allowed(`write all in place of the list, or list ${what} names`)),
  );
}

function sageMakerNameMessage({ input }: v.BaseIssue<unknown>): string {
  if (input === "*") {
    return reason(input, "wildcards are not allowed; write all in place of the list");
  }
  const [, name] = /^arn:.*\/(.+)$/.exec(String(input)) ?? [];
  return reason(
    input,
    name === undefined
      ? "SageMaker takes 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit"
      : `that is an ARN; write the name, ${name}`,
  );
}

/** Source: STS API, AssumeRole, `ExternalId`. */
export const externalId = text(/^[\w+=,.@:/-]{2,1224}$/, "an ExternalId has 2 to 1224 letters, digits and _+=,.@:/-");

/** Source: AWS Organizations API, `Organization.Arn`. */
export const organizationArn = text(
  /^arn:aws:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}$/,
  "give the organization's ARN, arn:aws:organizations::<management account>:organization/o-…, as `aws organizations describe-organization` shows it",
);

/** An organization's id, as IAM conditions take it. */
export const organizationId = text(
  /^o-[a-z0-9]{10,32}$/,
  "an organization's id is o- and 10 to 32 lower-case letters and digits",
);

/** An entity path as `aws:PrincipalOrgPaths` compares it; `*` at the end includes everything below. */
export const organizationPath = text(
  /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*\*?$/,
  "a path is o-…/r-…/ with any ou-…/ below, ending in / or in /* for what is below",
);

export const vpcEndpointId = text(
  /^vpce-[0-9a-f]{8,17}$/,
  "a VPC endpoint's id is vpce- and 8 to 17 hexadecimal digits",
);

export const transitGatewayId = text(
  /^tgw-[0-9a-f]{8,17}$/,
  "a transit gateway's id is tgw- and 8 to 17 hexadecimal digits",
);

export const resolverRuleId = text(
  /^rslvr-rr-[0-9a-z]{1,32}$/,
  "a resolver rule's id is rslvr-rr- and letters and digits",
);

export const resourceShareArn = text(
  /^arn:aws:ram:[a-z0-9-]+:\d{12}:resource-share\/[\w-]+$/,
  "a resource share's ARN is arn:aws:ram:<region>:<account>:resource-share/<id>",
);

export const region = text(/^[a-z]{2}-[a-z]+-\d$/, 'a region is written like "eu-west-1"');

export const roleArn = text(
  /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
  "a role's ARN is arn:aws:iam::<account>:role/<name>",
);

/**
 * A managed policy of an account, or one of AWS's own. Source: IAM API, CreatePolicy, `PolicyName` and `Path`; IAM User
 * Guide, "IAM identifiers".
 */
const managedPolicy = /^arn:aws:iam::(\d{12}|aws):policy\/([\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,128}$/;

/** Source: IAM API, CreateRole, `PermissionsBoundary`. */
export const policyArn = text(
  managedPolicy,
  "give the ARN of an IAM policy, arn:aws:iam::<account>:policy/<name>, or of one of AWS's own, arn:aws:iam::aws:policy/<name>",
);

export const managedPolicyArn = text(managedPolicy, "a managed policy's ARN is arn:aws:iam::<account>:policy/<name>");

/** Source: KMS Developer Guide, "Key identifiers": a key's ARN, with the id of a multi-Region key as well. */
export const keyArn = text(
  /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  "give a key's ARN, arn:aws:kms:<region>:<account>:key/<id>; an alias may come to name another key",
);

export const topicArn = text(
  /^arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
  "give the topic's ARN, arn:aws:sns:<region>:<account>:<name>",
);

/** The end of names in AWS, which keeps several stacks in one account apart. */
export const suffix = text(nameSuffix, "1 to 40 letters, digits, _ and -, since AWS names end in it");

/**
 * Beginning of names in AWS. A bucket's name takes no capitals.
 *
 * Source: Amazon S3 User Guide, "General purpose bucket naming rules"; EC2 API, CreateSecurityGroup, `GroupName`.
 */
const namePrefix = v.pipe(
  text(
    /^[a-z][a-z0-9-]{0,19}$/,
    "a prefix has 1 to 20 lower-case letters, digits and hyphens and starts with a letter, since a bucket's name begins with it",
  ),
  v.regex(
    /^(?!sg-|xn--|sthree-|amzn-s3-demo-)/,
    allowed(
      "AWS refuses names of security groups and buckets that begin with sg-, xn--, sthree- or amzn-s3-demo-; choose another prefix",
    ),
  ),
);

/** Source: IAM API, CreateRole, `Path`; of the characters that IAM takes, those that no pattern has a meaning for. */
const rolePath = text(
  /^(?=.{1,512}$)\/([\w+=,.@-]+\/)*$/,
  "a path begins and ends with a slash, such as /teams/ml/, with letters, digits and _+=,.@- between",
);

/** What an organization demands of names. */
export const naming = {
  namePrefix: configKey(
    v.optional(namePrefix),
    "Beginning of every name in AWS, such as acme-; the same in all stacks of an environment. Environments in one account need different ones",
  ),
  rolePath: configKey(
    v.optional(rolePath),
    "Path of every role, with a slash at both ends, such as /teams/ml/; the same in all stacks of an environment; empty means /",
  ),
};

/** True or false. */
export const flag = v.boolean(allowed("write true or false"));

const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const tagKeyMessage = allowed(
  "a tag's name has 1 to 128 letters, digits, spaces and _.:/=+-@, doesn't begin with aws:, and isn't project, stack or role, which the program sets",
);

const tagValueMessage = allowed("a tag's value is text of up to 256 letters, digits, spaces and _.:/=+-@");

const tagsMessage = allowed("tags are a map of names and texts, such as { team: ml }");

/** Besides the program's: project, stack, role, and a subnet's two of its own. */
const mostTags = 45;

/**
 * Tags in the form that every AWS service accepts. Source: Resource Groups Tagging API, "Tag naming limits and
 * requirements".
 */
export const tags = v.pipe(
  v.custom<Readonly<Record<string, string>>>((given) => isRecord(given) && !Array.isArray(given), tagsMessage),
  v.record(
    v.pipe(
      v.string(tagKeyMessage),
      v.regex(tagText, tagKeyMessage),
      v.regex(/^(?!aws:|(project|stack|role)$).{1,128}$/isu, tagKeyMessage),
    ),
    v.pipe(v.string(tagValueMessage), v.regex(tagText, tagValueMessage), v.maxLength(256, tagValueMessage)),
  ),
  v.maxEntries(
    mostTags,
    ({ received }) =>
      `has ${received} tags: give at most ${mostTags}, since AWS takes 50 for a resource and the program sets up to five`,
  ),
);

/** A list without repetitions; a repeated item is a mistake at its second place. */
export function distinctList<S extends v.GenericSchema<string>>(item: S, what: string) {
  return v.pipe(
    v.array(item, allowed(what)),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) {
        return;
      }
      dataset.value.forEach((value, index, all) => {
        if (all.indexOf(value) < index) {
          addIssue({
            message: `is "${value}", which is listed already: remove one of the two`,
            input: value,
            path: [{ type: "array", origin: "value", input: all, key: index, value }],
          });
        }
      });
    }),
  );
}

/** A list that must not be empty, with its own message. */
function filled<S extends v.GenericSchema>(list: S, message: string) {
  return v.pipe(
    list,
    v.check((value) => !Array.isArray(value) || value.length > 0, message),
  );
}

/** A list, or one word in its place. A list is checked item by item, anything else is compared with the word. */
export function listOrWord<W extends string, S extends v.GenericSchema<string>>(word: W, item: S, what: string) {
  const list = distinctList(item, what);
  const literal = v.literal(word, allowed(what));
  return v.lazy((input) => (Array.isArray(input) ? list : literal));
}

export const endpointNames = filled(
  listOrWord("all", sageMakerName("endpoint"), "list endpoint names, or write all"),
  "is empty: there would be nothing to invoke; list endpoint names, or write all",
);

export const inferenceComponentNames = listOrWord(
  "all",
  sageMakerName("inference component"),
  "list inference component names, or write all",
);

export const children = filled(
  listOrWord(
    "organization",
    accountId,
    "list account ids in quotes, or write organization for every account of organizationArn",
  ),
  "is empty: nobody could invoke; list account ids in quotes, or write organization to trust every account of organizationArn",
);
