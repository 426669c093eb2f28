import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { statementsOf } from "../../policy/support/documents";
import { makeStack } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { type Registration, registrationsOf } from "../policy/support/registrations";
import { tableUnder } from "./support/markdown";

const rows = tableUnder(readFileSync(path.resolve(__dirname, "../../docs/security.md"), "utf8"), "Trusts");

/** Whom the document names, as a trust policy writes it. */
const principals: Readonly<Record<string, RegExp>> = {
  "listed children, or the organization": /^arn:aws:iam::333333333333:root$/,
  "the hub's account": /^arn:aws:iam::111122223333:root$/,
  Lambda: /^lambda\.amazonaws\.com$/,
  "API Gateway": /^apigateway\.amazonaws\.com$/,
  SageMaker: /^sagemaker\.amazonaws\.com$/,
  "VPC's flow logs": /^vpc-flow-logs\.amazonaws\.com$/,
};

/** What the document calls a condition, and its key. */
const conditions: Readonly<Record<string, string>> = {
  "a role called SageMakerInvoker-*": "aws:principalarn",
  "the role of its presigned-URL function": "aws:principalarn",
  "the ExternalId": "sts:externalid",
  "a source identity": "sts:sourceidentity",
  "the user's source identity if there is one": "sts:sourceidentity",
  "the organization where config names one": "aws:principalorgid",
  "this account": "aws:sourceaccount",
  "one of its flow logs": "aws:sourcearn",
};

/** `SageMakerInvoker-<stack>`, with what `<…>` stands for open. */
function isNamed(role: string, name: string): boolean {
  return new RegExp(`^${name.replace(/<\w+>/g, "[\\w-]+")}$`).test(role);
}

describe("docs/security.md, Trusts", () => {
  let roles: readonly { readonly name: string; readonly policy: unknown }[];

  before(async () => {
    const withAll = shippedProject.stacks.map(({ name, texts }) =>
      makeStack(name, { ...texts, ...(name === "parent" ? { streaming: "true" } : { flowLogs: "true" }) }),
    );
    const stacks = await registrationsOf({ ...shippedProject, stacks: withAll });
    roles = [...stacks.values()]
      .flat()
      .filter(({ inputs }: Registration) => inputs.type === "aws:iam/role:Role")
      .map(({ outputs: { props } }) => ({ name: String(props.name), policy: props.assumeRolePolicy }));
  });

  const namesOf = (cell = "") => cell.split(", ").filter((name) => !name.startsWith("with "));

  it("has a row for every role that the stacks make", () => {
    const names = rows.flatMap(({ role }) => namesOf(role));
    expect(roles.map(({ name }) => name).filter((role) => !names.some((name) => isNamed(role, name)))).to.deep.equal(
      [],
    );
  });

  for (const { role: cell, trusts = "", "on condition of": condition = "" } of rows) {
    for (const name of namesOf(cell)) {
      it(`names whom ${name} trusts, and on what conditions`, () => {
        const named = roles.filter((role) => isNamed(role.name, name));
        expect(named).to.not.deep.equal([]);
        for (const { policy } of named) {
          const statements = statementsOf(policy) ?? [];
          for (const who of statements.flatMap((statement) => Object.values(statement.principals).flat())) {
            expect(who).to.match(principals[trusts] ?? /^$/);
          }
          expect(new Set(statements.flatMap((statement) => statement.conditions.map(({ key }) => key)))).to.deep.equal(
            new Set(condition === "" ? [] : condition.split(", ").map((words) => conditions[words])),
          );
        }
      });
    }
  }
});
