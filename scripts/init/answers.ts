import type { Mistake } from "../../common/validation";
import type { Terminal } from "../support/terminal";

/** What the project is made of, as it was typed: options' values, or answers. Unset values weren't given. */
export interface Answers {
  readonly region?: string;
  /** ARN of the AWS organization. */
  readonly organization?: string;
  /** Beginning of every name in AWS. */
  readonly namePrefix?: string;
  /** Path of every role. */
  readonly rolePath?: string;
  /** Name of the policy that is every role's boundary, the same in each account, or the ARN of one of AWS's own. */
  readonly boundary?: string;
  /** Account of the hub; without it there is no private Studio. */
  readonly shared?: string;
  /** CIDR block of the hub's VPC. */
  readonly cidr?: string;
  /** CIDR block that holds every LOB's. */
  readonly supernet?: string;
  /** CIDR blocks of the people who open Studio. */
  readonly corporate?: readonly string[];
  /** Account of the models; without it there is no cross-account inference. */
  readonly parent?: string;
  /** Names of its endpoints, or `all`. Default: that of the sample model, which the parent then makes. */
  readonly endpoint?: readonly string[];
  /** LOBs, each as `name=account` or `name=account=cidr`. */
  readonly lob?: readonly string[];
}

/** The options of `npm run init`, with their help texts. */
export interface Options extends Answers {
  readonly force?: true;
  readonly dryRun?: true;
}

/** Defaults. */
export const usual = {
  region: "eu-west-1",
  cidr: "10.0.0.0/16",
  supernet: "10.96.0.0/11",
  corporate: "192.168.10.0/24",
} as const;

/** One of the answers. */
export interface Topic {
  readonly key: keyof Answers;
  /** The help text of its option, and the question. */
  readonly about: string;
  /** The name of its value in the help. */
  readonly value: string;
  readonly isList?: true;
  readonly usual?: string;
  /** The answer that it depends on: without that, it isn't asked for. */
  readonly needs?: "shared" | "parent";
}

/** All questions, in their order. */
export const topics: readonly Topic[] = [
  { key: "region", about: "AWS region", value: "<name>", usual: usual.region },
  {
    key: "organization",
    about: "ARN of your AWS organization, as aws organizations describe-organization shows it",
    value: "<arn>",
  },
  {
    key: "namePrefix",
    about: "beginning of every name in AWS, such as acme-, if your organization requires one",
    value: "<text>",
  },
  {
    key: "rolePath",
    about: "path of every role, such as /teams/ml/, if your organization requires one",
    value: "<path>",
  },
  {
    key: "boundary",
    about:
      "name of the IAM policy in each account, such as baseline/Limit, that your organization requires as every role's permissions boundary",
    value: "<name>",
  },
  { key: "shared", about: "account of the hub, for private Studio", value: "<account>" },
  { key: "cidr", about: "IPv4 CIDR block of the hub's VPC", value: "<cidr>", usual: usual.cidr, needs: "shared" },
  {
    key: "supernet",
    about: "IPv4 CIDR block that holds every LOB's",
    value: "<cidr>",
    usual: usual.supernet,
    needs: "shared",
  },
  {
    key: "corporate",
    about: "IPv4 CIDR blocks of the people who open Studio",
    value: "<cidr...>",
    isList: true,
    usual: usual.corporate,
    needs: "shared",
  },
  { key: "parent", about: "account of the models, for cross-account inference", value: "<account>" },
  {
    key: "endpoint",
    about:
      "names of its SageMaker endpoints that LOBs may invoke, or all (default: iris, a sample model that it makes)",
    value: "<name...>",
    isList: true,
    needs: "parent",
  },
  {
    key: "lob",
    about: "lines of business, each as name=account, behind a hub also name=account=cidr (default: a free CIDR block)",
    value: "<name=account...>",
    isList: true,
  },
];

/** The option of an answer, such as `--role-path`. */
export function optionOf(key: keyof Answers): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The text for an answer that isn't given. */
const none = "-";

function questionOf({ about, isList, usual: value }: Topic, before: string | undefined): string {
  const spaces = isList ? ", with spaces between" : "";
  return `${about}${spaces} [${before ?? value ?? `${none} for none`}]: `;
}

/** Answers so far, by their texts. */
type Texts = ReadonlyMap<keyof Answers, string>;

function answersOf(texts: Texts): Answers {
  return Object.fromEntries(
    topics.flatMap(({ key, isList }) => {
      const answer = texts.get(key);
      return answer === undefined ? [] : [[key, isList ? answer.split(/[\s,]+/) : answer]];
    }),
  );
}

/** Stands for an answer that is still to come, so that the others can be checked. */
const standIns: Answers = {
  shared: "111122223333",
  parent: "222222222222",
  endpoint: ["iris"],
  lob: ["lob-a=333333333333"],
};

/** What can't be right about the last answer, whatever the next ones are, in sentences. */
function complaints(texts: Texts, last: number, mistakesOf: Interview["mistakesOf"]): string[] {
  const key = topics[last]?.key;
  const open = topics.slice(last + 1).map((topic) => topic.key);
  const toCome = Object.fromEntries(Object.entries(standIns).filter(([name]) => open.some((one) => one === name)));
  // That there is neither a hub nor a parent is known once both were asked for.
  const own = key === undefined ? [] : key === "parent" ? ["--parent", "--shared"] : [optionOf(key)];
  return mistakesOf({ ...toCome, ...answersOf(texts) })
    .filter(({ property }) => own.some((option) => property === option || property.startsWith(`${option} `)))
    .map(({ property, reason }) => `${property} ${reason}`);
}

/** What an interview works with. */
export interface Interview {
  readonly terminal: Pick<Terminal, "ask" | "warn">;
  /** What is wrong with answers. */
  readonly mistakesOf: (answers: Answers) => readonly Mistake[];
}

/**
 * Asks until an answer can be right, and notes it.
 *
 * @returns false if there is no terminal to ask at.
 */
async function askOf(
  index: number,
  texts: Map<keyof Answers, string>,
  { terminal, mistakesOf }: Interview,
  before: Answers,
): Promise<boolean> {
  const topic = topics[index];
  if (topic === undefined || (topic.needs !== undefined && !texts.has(topic.needs))) {
    return true;
  }
  const known = before[topic.key];
  const last = typeof known === "string" || known === undefined ? known : known.join(" ");
  for (;;) {
    const line = await terminal.ask(questionOf(topic, last));
    if (line === undefined) {
      return false;
    }
    const answer = line.trim() || last || topic.usual || none;
    texts.delete(topic.key);
    if (answer !== none) {
      texts.set(topic.key, answer);
    }
    const why = complaints(texts, index, mistakesOf);
    if (why.length === 0) {
      return true;
    }
    terminal.warn(why.join("\n"));
  }
}

/**
 * Asks for everything, one question after the other, and for each until its answer can be right.
 *
 * @param before the previous answers, which an empty line takes again.
 * @returns undefined if there is no terminal to ask at.
 */
export async function interview(context: Interview, before: Answers = {}): Promise<Answers | undefined> {
  const texts = new Map<keyof Answers, string>();
  for (const index of topics.keys()) {
    if (!(await askOf(index, texts, context, before))) {
      return undefined;
    }
  }
  return answersOf(texts);
}
