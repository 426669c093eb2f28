import * as v from "valibot";
import { centralEndpointHubConfig } from "../../infra/network/central-endpoint-hub-arguments";
import { isolatedVpcEntries } from "../../infra/network/network-arguments";
import { freeRange, usualPrefix } from "../onboard/free-range";
import { scalarText } from "../onboard/yaml-text";
import { type Answers, usual } from "./answers";

/** A LOB as given. */
export interface GivenLob {
  /** As it was typed. */
  readonly text: string;
  readonly name: string;
  readonly account: string;
  readonly range: string | undefined;
}

/** Reads `name=account` or `name=account=cidr`. Missing parts are empty. */
export function readLob(text: string): GivenLob {
  const [name = "", account = "", ...range] = text.split("=");
  return { text, name, account, range: range.length === 0 ? undefined : range.join("=") };
}

/** A value of a stack's config. */
type Value = true | string | readonly string[] | readonly { readonly name: string; readonly account: string }[];

/** A stack as its file will describe it. */
export interface Draft {
  readonly stack: string;
  readonly role: "shared" | "parent" | "child";
  /** The file's first line, which describes it. */
  readonly title: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** A default value, or one that isn't given, is left out of a file. */
function unlessUsual(key: string, value: string | undefined, usualValue?: string): Readonly<Record<string, string>> {
  return value === undefined || value === usualValue ? {} : { [key]: value };
}

/** A policy of AWS's own, by its ARN. */
const awsOwn = /^arn:aws:iam::aws:policy\//;

/** What an organization demands of a stack's names and roles. */
function demands({ namePrefix, rolePath, boundary }: Answers, account: string): Readonly<Record<string, string>> {
  const own = boundary === undefined || awsOwn.test(boundary) ? boundary : `arn:aws:iam::${account}:policy/${boundary}`;
  return {
    ...unlessUsual("namePrefix", namePrefix),
    ...unlessUsual("rolePath", rolePath),
    ...unlessUsual("permissionsBoundary", own),
  };
}

function hub(answers: Answers, account: string, lobs: readonly GivenLob[]): Draft {
  const { region = usual.region, organization, cidr, supernet, corporate = [usual.corporate], parent } = answers;
  // Without an organization no other accounts are allowed, and sharing is by invitation.
  const alone = { sharing: "invitation", ...(parent === undefined ? {} : { modelAccounts: [parent] }) };
  return {
    stack: "shared",
    role: "shared",
    title: "The shared services hub: central endpoints, and the API that hands out presigned URLs.",
    values: {
      account,
      region,
      ...(organization === undefined ? alone : { organizationArn: organization }),
      ...demands(answers, account),
      ...unlessUsual("vpcCidr", cidr, usual.cidr),
      ...unlessUsual("lobSupernet", supernet, usual.supernet),
      corporateCidrs: corporate,
      lobs: lobs.map((lob) => ({ name: lob.name, account: lob.account })),
    },
  };
}

function models(answers: Answers, account: string, lobs: readonly GivenLob[]): Draft {
  const { region = usual.region, organization, shared, endpoint } = answers;
  return {
    stack: "parent",
    role: "parent",
    title: "The model account: it hosts the SageMaker endpoints and decides who may call them.",
    values: {
      account,
      region,
      ...unlessUsual("organizationArn", organization),
      ...demands(answers, account),
      children: lobs.map((lob) => lob.account),
      ...(endpoint === undefined
        ? { sampleModel: true }
        : { endpoints: endpoint.length === 1 && endpoint[0] === "all" ? "all" : endpoint }),
      ...(shared === undefined ? {} : { sharedStack: "shared" }),
    },
  };
}

function lobDraft(answers: Answers, { name, account }: GivenLob, range: string | undefined): Draft {
  const { region = usual.region, shared, parent } = answers;
  const does = [
    ...(shared === undefined ? [] : ["a Studio domain of its own behind the hub"]),
    ...(parent === undefined ? [] : ["a function that calls the parent's endpoints"]),
  ];
  return {
    stack: name,
    role: "child",
    title: `LOB ${name}: ${does.join(", and ")}.`,
    values: {
      role: "child",
      account,
      region,
      ...demands(answers, account),
      ...(shared === undefined ? {} : { sharedStack: "shared", vpcCidr: range ?? "", userProfiles: [`user-${name}`] }),
      ...(parent === undefined ? {} : { parentStack: "parent" }),
    },
  };
}

/** The stacks of the project, in the order in which they come up, even if there are mistakes in what was given. */
export function draftsOf(answers: Answers): Draft[] {
  const { shared, parent, supernet = usual.supernet } = answers;
  const lobs = (answers.lob ?? []).map(readLob);
  const isRange = v.is(centralEndpointHubConfig.lobSupernet, supernet);
  const taken = lobs.flatMap(({ range }) => (v.is(isolatedVpcEntries.cidr, range) ? [range] : []));
  return [
    ...(shared === undefined ? [] : [hub(answers, shared, lobs)]),
    ...(parent === undefined ? [] : [models(answers, parent, lobs)]),
    ...lobs.map((lob) => {
      const free = lob.range ?? (isRange ? freeRange(supernet, usualPrefix, taken) : undefined);
      taken.push(...(free === undefined ? [] : [free]));
      return lobDraft(answers, lob, free);
    }),
  ];
}

/** Config texts of a stack, as Pulumi passes them to a program. */
export function textsOf({ values }: Draft): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function accountText(account: string): string {
  return scalarText(account, "double");
}

function valueLines(key: string, value: Value): string[] {
  if (value === true) {
    return [`  ${key}: true`];
  }
  if (typeof value === "string") {
    return [`  ${key}: ${/^\d+$/.test(value) ? accountText(value) : scalarText(value)}`];
  }
  const items = value.flatMap((item) =>
    typeof item === "string"
      ? [`    - ${/^\d+$/.test(item) ? accountText(item) : scalarText(item)}`]
      : [`    - name: ${scalarText(item.name)}`, `      account: ${accountText(item.account)}`],
  );
  return [`  ${key}:`, ...items];
}

/** The text of a stack's file. */
export function fileText({ title, values }: Draft, project: string): string {
  const lines = Object.entries(values).flatMap(([key, value]) => valueLines(`${project}:${key}`, value));
  return [`# ${title}`, "config:", ...lines, ""].join("\n");
}
