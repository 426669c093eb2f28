import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { keyPolicy } from "../../infra/keys/key-policy";
import type { Store } from "../../infra/keys/stores";
import { resourceTypes } from "../../local/aws/resource-types";
import { makeStack, type Project } from "../../stacks/project/stack";
import { keyedInputs, storesOf } from "../../stacks/store-keys";
import { parentsModel, withModel } from "../local/support/parents-model";
import { shippedProject } from "../local/support/project";
import { registrationsOf } from "../policy/support/registrations";

type Texts = Readonly<Record<string, string>>;

/** A model on instances without a key of its own. */
const { kmsKeyArn: _, ...plainModel } = parentsModel;

/** Ids of keys by what they encrypt. */
const ids = {
  tables: "00000000-0000-0000-0000-000000000001",
  logs: "00000000-0000-0000-0000-000000000002",
  buckets: "00000000-0000-0000-0000-000000000003",
  fileSystems: "00000000-0000-0000-0000-000000000004",
  functions: "00000000-0000-0000-0000-000000000005",
} as const;

const keyOf = (account: string, id: string) => `arn:aws:kms:eu-west-1:${account}:key/${id}`;

/** The shipped project with everything that a key can encrypt, and with keys. */
function keyed(texts: (account: string, role: string) => Texts): Project {
  return {
    ...shippedProject,
    stacks: shippedProject.stacks.map(({ name, texts: own, config: { account, role } }) =>
      makeStack(name, {
        ...own,
        ...(role === "parent" ? withModel(plainModel) : { flowLogs: "true", queryLogs: "true" }),
        ...texts(account, role),
      }),
    ),
  };
}

/** Where each type has its key, and which key of the config it is. */
const places: Readonly<Record<string, readonly [keyof typeof ids, RegExp]>> = {
  "aws:dynamodb/table:Table": ["tables", /"serverSideEncryption":\{"enabled":true,"kmsKeyArn":"([^"]+)"\}/],
  "aws:cloudwatch/logGroup:LogGroup": ["logs", /"kmsKeyId":"([^"]+)"/],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "buckets",
    /"rules":\[\{"applyServerSideEncryptionByDefault":\{"kmsMasterKeyId":"([^"]+)","sseAlgorithm":"aws:kms"\},"bucketKeyEnabled":true\}\]/,
  ],
  "aws:sagemaker/domain:Domain": ["fileSystems", /"kmsKeyId":"([^"]+)"/],
  "aws:lambda/function:Function": ["functions", /"kmsKeyArn":"([^"]+)"/],
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": ["fileSystems", /"kmsKeyArn":"([^"]+)"/],
};

/** Every resource of a project that a key can encrypt: its stack, type and key. */
async function keysIn(project: Project): Promise<readonly (readonly [stack: string, type: string, key: string])[]> {
  const stacks = await registrationsOf(project);
  return [...stacks].flatMap(([stack, registrations]) =>
    registrations.flatMap(({ inputs: { type, props } }) => {
      const place = places[type];
      // Serverless configurations have no volumes.
      const isKept = place !== undefined && !JSON.stringify(props).includes('"serverlessConfig"');
      return !isKept ? [] : [[stack, type, place[1].exec(JSON.stringify(props))?.[1] ?? "none"] as const];
    }),
  );
}

describe("Keys of an organization", () => {
  it("encrypt everything that a stack keeps, by kind", async () => {
    const project = keyed((account, role) => {
      const kinds = role === "shared" ? (["tables", "logs", "functions"] as const) : (["logs", "buckets"] as const);
      return {
        kmsKeyArn: keyOf(account, "00000000-0000-0000-0000-000000000009"),
        kmsKeyArns: JSON.stringify(Object.fromEntries(kinds.map((kind) => [kind, keyOf(account, ids[kind])]))),
      };
    });
    const accounts = new Map(project.stacks.map(({ name, config }) => [name, config]));
    const found = await keysIn(project);
    expect(new Set(found.map(([, type]) => type))).to.deep.equal(new Set(Object.keys(places)));
    for (const [stack, type, key] of found) {
      const { account = "", role = "" } = accounts.get(stack) ?? {};
      const kind = places[type]?.[0] ?? "tables";
      const isOwn = role === "shared" || kind === "logs" || kind === "buckets";
      expect(key, `${stack} ${type}`).to.equal(
        keyOf(account, isOwn ? ids[kind] : "00000000-0000-0000-0000-000000000009"),
      );
    }
  });

  it("are nowhere without config", async () => {
    expect((await keysIn(keyed(() => ({})))).filter(([, , key]) => key !== "none")).to.deep.equal([]);
  });

  const sharedStack = "shared";
  const models = [{ instance: { type: "ml.m5.large", count: 1 } }];
  for (const { what, stack, kept } of [
    { what: "a hub", stack: { role: "shared" }, kept: ["tables", "logs", "functions"] },
    { what: "a child without a hub", stack: { role: "child" }, kept: ["logs", "functions"] },
    {
      what: "a LOB",
      stack: { role: "child", sharedStack },
      kept: ["logs", "functions", "buckets", "fileSystems"],
    },
    { what: "a parent that hosts nothing", stack: { role: "parent", sharedStack }, kept: [] },
    { what: "a parent with the sample", stack: { role: "parent", sampleModel: true }, kept: ["logs", "buckets"] },
    { what: "a parent with models on instances", stack: { role: "parent", models }, kept: ["logs", "fileSystems"] },
  ]) {
    it(`encrypt ${kept.join(", ") || "nothing"} of ${what}`, () => {
      expect(storesOf(stack)).to.deep.equal(kept);
    });
  }

  it("rotate each year and can be had back for 30 days where a stack makes them, for all that it keeps without another", async () => {
    const project = keyed((account) => ({
      createKey: "true",
      kmsKeyArns: JSON.stringify({ logs: keyOf(account, ids.logs) }),
    }));
    const made = [...(await registrationsOf(project))].flatMap(([stack, registrations]) =>
      registrations.flatMap(({ inputs: { type, props } }) =>
        type === "aws:kms/key:Key" ? [[stack, { ...props, policy: JSON.parse(String(props.policy)) }] as const] : [],
      ),
    );
    expect(made).to.deep.equal(
      project.stacks.map(({ name: stack, config }) => {
        const { account, region, role } = config;
        const encrypted: Readonly<Record<string, readonly Store[]>> = {
          shared: ["tables", "functions"],
          parent: ["buckets"],
          child: ["functions", "buckets", "fileSystems"],
        };
        return [
          stack,
          {
            description: `Encrypts what stack sagemaker-multi-account-${stack} keeps`,
            policy: keyPolicy({ account, region, stores: encrypted[role] ?? [] }),
            enableKeyRotation: true,
            deletionWindowInDays: 30,
          },
        ];
      }),
    );
  });

  it("reach every type of the estate that the provider gives a key, but volumes, which hold no data", () => {
    const sdk = path.dirname(require.resolve("@pulumi/aws/package.json"));
    const withKey = resourceTypes.flatMap(({ token }) => {
      const file = path.join(sdk, `${/^aws:(.+):/.exec(token)?.[1]}.d.ts`);
      const takesKey = existsSync(file) && /^ {4}kms\w*\?:/m.test(readFileSync(file, "utf8"));
      return takesKey ? [token] : [];
    });
    const nested = [
      "aws:dynamodb/table:Table",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    ];
    // An object has its bucket's key, and a configuration of instances its model's.
    const otherwise = [
      "aws:s3/bucketObjectv2:BucketObjectv2",
      "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    ];
    expect([...withKey, ...nested].sort()).to.deep.equal([...otherwise, ...Object.keys(keyedInputs(ids))].sort());
  });
});
