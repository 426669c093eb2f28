import * as v from "valibot";
import { allowed, pathTo, reason } from "../../common/validation";
import { entry } from "../support/entry";
import { bucketName } from "../support/naming";
import { accountId } from "../support/schemas";
import { text } from "../support/text";

/**
 * The domain's name, so it follows SageMaker's pattern; names in AWS that are derived from it are lower case. Source:
 * SageMaker API, CreateDomain, `DomainName`.
 */
export const lobName = text(
  /^[a-z0-9](-*[a-z0-9])*$/,
  "a LOB's name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it",
);

/** S3's limit for a bucket's name. Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const bucketNameLimit = 63;

/** What is wrong with the length of a LOB's name, if anything. */
export function lengthMistake(name: string, region: string, namePrefix?: string): string | undefined {
  const longest = bucketNameLimit - bucketName({ lob: "", account: "000000000000", region }, { namePrefix }).length;
  return name.length > longest
    ? reason(
        name,
        `it has ${name.length} characters, and at most ${longest} fit in ${region}${namePrefix === undefined ? "" : ` after ${namePrefix}`}, since its bucket's name contains the region's; shorten it`,
      )
    : undefined;
}

const lob = entry(
  { name: lobName, account: accountId },
  "a LOB has a name and an account",
  '{ name: lob-a, account: "333333333333" }',
);

/** LOBs whose names and accounts are all different; a repeated one is a mistake at its second place. */
export const lobs = v.pipe(
  v.array(lob, allowed("list the LOBs, each with its name and account")),
  v.minLength(1, "is empty: nobody would have a Studio; list the LOBs, each with its name and account"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const all = dataset.value;
    all.forEach((value, index) => {
      for (const key of ["name", "account"] as const) {
        if (all.findIndex((other) => other[key] === value[key]) < index) {
          addIssue({
            message: `is "${value[key]}", which another LOB has already: correct or remove one of the two`,
            path: [
              { type: "array", origin: "value", input: all, key: index, value },
              { type: "object", origin: "value", input: { ...value }, key, value: value[key] },
            ],
          });
        }
      }
    });
  }),
);

/** A hub and the LOBs that it lists. */
interface Listing {
  readonly account: string;
  readonly region: string;
  readonly namePrefix?: string | undefined;
  readonly lobs: v.InferOutput<typeof lobs>;
}

/** What is wrong with the LOBs of a hub, each at its place: one in its own account, or a name too long for its region. */
export function lobMistakes({ account, region, namePrefix, lobs: all }: Listing) {
  const at = (index: number, key: "name" | "account", message: string) => ({
    message,
    path: [...pathTo({ lobs: all }, "lobs", index), ...pathTo({ ...all[index] }, key)] satisfies [
      v.IssuePathItem,
      ...v.IssuePathItem[],
    ],
  });
  return all.flatMap((lob, index) => {
    const tooLong = lengthMistake(lob.name, region, namePrefix);
    const own = reason(lob.account, "it is the hub's own account; a LOB needs an account of its own; give that one");
    return [
      ...(tooLong === undefined ? [] : [at(index, "name", tooLong)]),
      ...(lob.account === account ? [at(index, "account", own)] : []),
    ];
  });
}
