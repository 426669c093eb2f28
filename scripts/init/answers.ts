import type { Terminal } from "../support/terminal";

/** What the project is made of, as it was typed: options' values, or answers. Unset values weren't given. */
export interface Answers {
  readonly region?: string;
  /** ARN of the AWS organization. */
  readonly organization?: string;
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

/** The text for an answer that isn't given. */
const none = "-";

function questionOf({ about, isList, usual: value }: Topic, before: string | undefined): string {
  const spaces = isList ? ", with spaces between" : "";
  return `${about}${spaces} [${before ?? value ?? `${none} for none`}]: `;
}

/**
 * Asks for everything, one question after the other.
 *
 * @param before the previous answers, which an empty line takes again.
 * @returns undefined if there is no terminal to ask at.
 */
export async function interview(terminal: Pick<Terminal, "ask">, before: Answers = {}): Promise<Answers | undefined> {
  const texts = new Map<keyof Answers, string>();
  for (const topic of topics) {
    const { key, needs } = topic;
    const known = before[key];
    const last = typeof known === "string" || known === undefined ? known : known.join(" ");
    if (needs === undefined || texts.has(needs)) {
      const line = await terminal.ask(questionOf(topic, last));
      if (line === undefined) {
        return undefined;
      }
      const answer = line.trim() || last || topic.usual || none;
      if (answer !== none) {
        texts.set(key, answer);
      }
    }
  }
  return Object.fromEntries(
    topics.flatMap(({ key, isList }) => {
      const answer = texts.get(key);
      return answer === undefined ? [] : [[key, isList ? answer.split(/[\s,]+/) : answer]];
    }),
  );
}
