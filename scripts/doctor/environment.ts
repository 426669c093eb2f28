import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { installCli } from "../support/pulumi-cli";
import { type Check, found } from "./finding";

/** The versions that the project requires. */
export interface Wanted {
  /** A range of Node.js, such as `^20.19.0 || >=22.12.0`. */
  readonly node: string;
  /** The exact version of Pulumi's CLI. */
  readonly cli: string;
}

const packageFile = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ engines: v.object({ node: v.string() }), dependencies: v.object({ pulumi: v.string() }) }),
);

/** Reads the versions that the project's `package.json` names. */
export function readWanted(folder: string): Wanted {
  const { engines, dependencies } = v.parse(packageFile, readFileSync(path.join(folder, "package.json"), "utf8"));
  return { node: engines.node, cli: dependencies.pulumi };
}

type Version = readonly [major: number, minor: number, patch: number];

function parseVersion(text: string): Version {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text) ?? [];
  return [Number(major), Number(minor), Number(patch)];
}

function isAtLeast(one: Version, other: Version): boolean {
  const difference = one.map((part, index) => part - (other[index] ?? 0)).find((each) => each !== 0);
  return (difference ?? 0) >= 0;
}

/**
 * Whether a version is in a range of the two forms that `engines` is written in: `^20.19.0` and `>=22.12.0`, with `||`
 * between alternatives.
 */
export function isInRange(version: string, range: string): boolean {
  const actual = parseVersion(version);
  return range.split("||").some((alternative) => {
    const [, sign, least] = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(alternative.trim()) ?? [];
    if (least === undefined) {
      throw new Error(`package.json asks for Node.js ${range}, a form of range that this check doesn't know`);
    }
    const from = parseVersion(least);
    return isAtLeast(actual, from) && (sign === ">=" || actual[0] === from[0]);
  });
}

/** Whether Node.js and the CLI have the versions that the project requires. */
export function environmentChecks(
  wanted: Wanted,
  actual: { readonly node: string; readonly cli: () => Promise<string | undefined> },
): Check[] {
  return [
    {
      subject: "Node.js",
      name: "version",
      look: async () =>
        found(
          isInRange(actual.node, wanted.node)
            ? []
            : [`is ${actual.node}, and package.json requires ${wanted.node}: install one of those`],
        ),
    },
    {
      subject: "Pulumi CLI",
      name: "version",
      look: async () => {
        const version = await actual.cli();
        const mistake =
          version === undefined
            ? `isn't installed: ${installCli()}`
            : `is ${version}, and package.json pins ${wanted.cli}: run npm ci, and use it as npx pulumi`;
        return found(version === wanted.cli ? [] : [mistake]);
      },
    },
  ];
}
