import { Refusal } from "../../common/refusal";
import { check, type Mistake, mistakesIn, onePerProperty, reason } from "../../common/validation";
import { lobs as lobList } from "../../infra/lob/lobs";
import { isShared, type SharedStack } from "../../stacks/project/roles";
import { makeStack, type Stack } from "../../stacks/project/stack";
import { chooseRange } from "../onboard/check-range";
import { type Answers, optionOf } from "./answers";
import { type Draft, draftsOf, type GivenLob, readLob, textsOf } from "./drafts";

/** Which answers are keys of every stack. */
const common: Readonly<Record<string, keyof Answers>> = {
  region: "region",
  namePrefix: "namePrefix",
  rolePath: "rolePath",
};

/** Which answer a key of a stack comes from. Those of LOBs come from the LOB itself. */
const sources: Readonly<Record<Draft["role"], Readonly<Record<string, keyof Answers>>>> = {
  shared: {
    ...common,
    account: "shared",
    organizationArn: "organization",
    vpcCidr: "cidr",
    lobSupernet: "supernet",
    corporateCidrs: "corporate",
    modelAccounts: "parent",
  },
  parent: {
    ...common,
    account: "parent",
    organizationArn: "organization",
    endpoints: "endpoint",
    sampleModel: "endpoint",
  },
  child: common,
};

/** A message about keys of a file, for a user who didn't see that file. */
function plain(reason: string): string {
  return reason
    .replace("; write it in quotes", "")
    .replace(/\b(vpcCidr|lobSupernet|corporateCidrs)\b/g, (key) => `--${sources.shared[key]}`);
}

function ofLob({ text, name, account }: GivenLob, { property, reason }: Mistake): Mistake {
  const [, before, after] = /^([^:=]+):(\d{12})$/.exec(text) ?? [];
  if (before !== undefined) {
    return { property: `--lob ${text}`, reason: `has no account: write name=account, ${before}=${after}` };
  }
  if (property === "account" && account === "") {
    return { property: `--lob ${text}`, reason: `has no account: give that of the LOB, as in ${name}=333333333333` };
  }
  return { property: `--lob ${text}: ${property}`, reason: plain(reason) };
}

/** The same for a user who typed an option or an answer, not a file. */
function asTyped({ role }: Draft, { property, reason }: Mistake, lobs: readonly GivenLob[]): Mistake[] {
  const [, key = "", index, part] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?$/.exec(property) ?? [];
  const lob = key === "lobs" ? lobs[Number(index)] : undefined;
  if (lob !== undefined) {
    return [ofLob(lob, { property: part ?? "", reason })];
  }
  const source = sources[role][key];
  // The rest is reported for the LOBs themselves: a parent's children are their accounts.
  return source === undefined ? [] : [{ property: optionOf(source), reason: plain(reason) }];
}

/** The sample model that takes the place of names stands in a file that the user didn't see. */
function unset({ property, reason }: Mistake, { endpoint }: Answers): Mistake {
  const isUnset = property === "--endpoint" && endpoint === undefined;
  return {
    property,
    reason: isUnset
      ? reason.replace(/^is true: (.*); .*$/, "is not set, and $1; list endpoint names, or write all")
      : reason,
  };
}

/** What is wrong with a stack's own config; or the stack. */
function read(draft: Draft): Stack | readonly Mistake[] {
  try {
    return makeStack(draft.stack, textsOf(draft));
  } catch (error) {
    if (error instanceof Refusal) {
      return error.mistakes;
    }
    throw error;
  }
}

/** Source: IAM API, CreatePolicy, `PolicyName` and `Path`. */
const policyName = /^(arn:aws:iam::aws:policy\/)?([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;

function boundaryMistakes({ boundary }: Answers): Mistake[] {
  if (boundary === undefined || policyName.test(boundary)) {
    return [];
  }
  const [, name] = /^arn:aws:iam::\d{12}:policy\/(.+)$/.exec(boundary) ?? [];
  const why =
    name === undefined
      ? "give the name of an IAM policy that each account has, with its path if it has one, such as baseline/Limit, or the ARN of one of AWS's own, arn:aws:iam::aws:policy/<name>"
      : `a boundary is a policy of the role's own account; give the name that it has in each, ${name}`;
  return [{ property: "--boundary", reason: reason(boundary, why) }];
}

/** Answers that have an effect only together. */
function togetherMistakes(answers: Answers, lobs: readonly GivenLob[]): Mistake[] {
  const { shared, parent } = answers;
  const without = (keys: readonly (keyof Answers)[], needed: string) =>
    keys
      .filter((key) => answers[key] !== undefined)
      .map((key) => ({ property: `--${key}`, reason: `is given, and has no effect without ${needed}: give that too` }));
  return [
    ...(shared === undefined && parent === undefined
      ? [
          {
            property: "--shared",
            reason: "is not set, and neither is --parent: give the account of the hub, that of the models, or both",
          },
        ]
      : []),
    ...(shared === undefined ? without(["cidr", "supernet", "corporate"], "--shared") : []),
    ...(parent === undefined ? without(["endpoint"], "--parent") : []),
    ...(lobs.length === 0
      ? [
          {
            property: "--lob",
            reason: "is not set: give each line of business with its account, such as lob-a=333333333333",
          },
        ]
      : []),
    ...lobs
      .filter(({ account }) => account !== "" && account === parent)
      .map((lob) =>
        ofLob(lob, {
          property: "account",
          reason: `is "${lob.account}", that of --parent: give the LOB's own account`,
        }),
      ),
    ...lobs
      .filter(({ name, range }) => (shared === undefined && range !== undefined) || ["shared", "parent"].includes(name))
      .map((lob) =>
        ["shared", "parent"].includes(lob.name)
          ? ofLob(lob, {
              property: "name",
              reason: `is "${lob.name}", the name of a stack that isn't a LOB's: take another`,
            })
          : ofLob(lob, {
              property: "CIDR block",
              reason: `is "${lob.range}", and has no effect without --shared: leave it out`,
            }),
      ),
  ];
}

/** What is wrong with LOBs by themselves and among each other. */
function lobMistakes(lobs: readonly GivenLob[]): Mistake[] {
  const checked = check(
    lobList,
    lobs.map(({ name, account }) => ({ name, account })),
  );
  return mistakesIn(checked).flatMap(({ property, reason }) => {
    const [, index, part = ""] = /^\[(\d+)\]\.(\w+)$/.exec(property) ?? [];
    const lob = lobs[Number(index)];
    return lob === undefined ? [] : [ofLob(lob, { property: part, reason })];
  });
}

/** What is wrong with the CIDR blocks of LOBs behind a hub, each beside those before it. */
function rangeMistakes(hub: SharedStack, lobs: readonly GivenLob[], stacks: readonly Stack[]): Mistake[] {
  return lobs.flatMap((lob) => {
    const { name, account, range } = lob;
    const before = stacks.filter(
      (stack) => stack.name !== name && lobs.findIndex((one) => one.name === stack.name) < lobs.indexOf(lob),
    );
    const given = { lob: name, account, inference: true, ...(range !== undefined && { cidr: range }) };
    const chosen = chooseRange({ name: "", stacks: before }, hub, given);
    return mistakesIn(chosen).map(({ reason }) => ofLob(lob, { property: "CIDR block", reason }));
  });
}

/** All mistakes in what was given, each named as it was typed. */
export function mistakesOf(answers: Answers): readonly Mistake[] {
  const lobs = (answers.lob ?? []).map(readLob);
  const together = [...togetherMistakes(answers, lobs), ...boundaryMistakes(answers)];
  const drafts = draftsOf(answers);
  const stacks: Stack[] = [];
  const own = drafts.flatMap((draft) => {
    const stack = read(draft);
    if ("config" in stack) {
      stacks.push(stack);
      return [];
    }
    return stack.flatMap((mistake) => asTyped(draft, mistake, lobs)).map((mistake) => unset(mistake, answers));
  });
  const hub = stacks.find(isShared);
  const ofLobs = lobs.length === 0 ? [] : lobMistakes(lobs);
  const ranges = hub === undefined || ofLobs.length > 0 ? [] : rangeMistakes(hub, lobs, stacks);
  return onePerProperty([...together, ...own, ...ofLobs, ...ranges]);
}
