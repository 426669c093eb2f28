import { isDeepStrictEqual } from "node:util";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import type { Resource } from "../../local/aws/core/world";
import { Estate } from "../../local/estate/estate";
import { operatorOf } from "../../local/estate/operator";
import { runOffboard } from "../../scripts/offboard/command";
import { populate } from "../../scripts/populate/populate";
import { readProject } from "../../stacks/project/project-files";
import type { Project, Stack } from "../../stacks/project/stack";
import { JudgedCalls } from "../models/support/judged-calls";
import { withCopy } from "../scripts/onboard/support/project-copy";
import { shippedWith } from "../scripts/onboard/support/refusal-case";
import { usersFile } from "../scripts/support/files";
import { Bench } from "../scripts/teardown/support/bench";

function stackOf(project: Project, name: string): Stack {
  const found = project.stacks.find((stack) => stack.name === name);
  if (found === undefined) {
    throw new Error(`there is no stack ${name}`);
  }
  return found;
}

/** What an update changed: each resource that is new, gone or different. */
function changes(before: readonly Resource[], after: readonly Resource[]): string[] {
  const made = after.filter(
    ({ urn, state }) => !before.some((old) => old.urn === urn && isDeepStrictEqual(old.state, state)),
  );
  const gone = before.filter(({ urn }) => !after.some((resource) => resource.urn === urn));
  return [...made, ...gone].map(({ urn, type }) => `${type} ${urn.split("::").at(-1)}`).sort();
}

describe("A LOB that is offboarded", () => {
  const lobs = ["lob-c", "lob-d", "lob-e"];

  it("leaves the others as they were, and the hub's update changes exactly its rows", () =>
    withCopy(
      shippedWith("Pulumi.shared.yaml", "mfa", "deletionProtection: false\n  sagemaker-multi-account:mfa"),
      async (copy) => {
        const shipped = copy.texts;
        lobs.forEach((lob, index) => {
          copy.onboard(lob, { account: String(555_555_555_550 + index), trust: true, userProfiles: [`user-${lob}`] });
          copy.write(
            `Pulumi.${lob}.yaml`,
            `${copy.read(`Pulumi.${lob}.yaml`)}  sagemaker-multi-account:homeFileSystem: Delete\n`,
          );
        });
        const onboarded = copy.texts;
        const project = readProject(copy.path);
        const estate = await Estate.found(project, new URL("http://127.0.0.1:1"));
        const clients: { destroy(): void }[] = [];
        try {
          for (const stack of project.stacks) {
            await estate.up(stack);
          }
          const hub = stackOf(project, "shared");
          const operator = await operatorOf(estate.aws, hub.config);
          const settings = { region: hub.config.region, ...operator, maxAttempts: 1 };
          const directory = {
            cognito: new CognitoIdentityProviderClient(settings),
            dynamodb: new DynamoDBClient(settings),
            sts: new STSClient(settings),
          };
          clients.push(...Object.values(directory));
          const [userPoolId, usersTableName, lobsTableName] = ["userPoolId", "usersTableName", "lobsTableName"].map(
            (key) => estate.output(hub, key),
          );
          const calls = new JudgedCalls(estate.aws);
          const outputs = {
            ...{ account: hub.config.account, region: hub.config.region },
            ...{
              userPoolId: userPoolId ?? "",
              usersTableName: usersTableName ?? "",
              lobsTableName: lobsTableName ?? "",
            },
          };
          await populate(usersFile(...lobs.map((lob) => [`user-${lob}`, lob] as const)), directory, outputs);
          const others = () =>
            project.stacks.filter(({ name }) => name !== "lob-d").map(({ name }) => estate.aws.world.ofStack(name));
          const before = others();

          const bench = new Bench(estate.aws, project);
          await bench.around("lob-d", (around) =>
            runOffboard(
              "lob-d",
              {},
              {
                ...around,
                folder: copy.path,
                readStack: async () => outputs,
                directory: () => directory,
              },
            ),
          );

          expect(estate.aws.world.ofStack("lob-d")).to.deep.equal([]);
          expect(others()).to.deep.equal(before);
          // The files are as if the LOB had never come.
          const without = (text = "") =>
            text.replace(/ +- name: lob-d\n +account: "555555555551"\n/, "").replace(/ +- "555555555551"\n/, "");
          const { "Pulumi.lob-d.yaml": _, ...kept } = onboarded;
          expect(copy.texts).to.deep.equal(
            Object.fromEntries(Object.entries(kept).map(([name, text]) => [name, without(text)])),
          );
          expect(copy.read("Pulumi.shared.yaml").startsWith(shipped["Pulumi.shared.yaml"] ?? "?")).to.equal(true);

          const standing = estate.aws.world.ofStack("shared");
          await estate.up(stackOf(readProject(copy.path), "shared"));
          expect(changes(standing, estate.aws.world.ofStack("shared"))).to.deep.equal([
            "aws:dynamodb/tableItem:TableItem access-directory-lob-lob-d",
            "aws:ram/principalAssociation:PrincipalAssociation hub-share-with-555555555551",
          ]);
          expect((await populate(usersFile(["user-lob-c", "lob-c"]), directory, outputs)).left).to.deep.equal([
            "user-lob-e",
          ]);
          expect([...calls.mistakes]).to.deep.equal([]);
          expect([...calls.operations]).to.include.members(["dynamodb:PutItem", "sagemaker:DeleteDomain"]);
        } finally {
          for (const client of clients) {
            client.destroy();
          }
          await estate.close();
        }
      },
    ));
});
