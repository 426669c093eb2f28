import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { allowOwnPath } from "../../../functions/studio-authorizer/own-path";
import { documentsOf, type Statement, statementsOf } from "../../../policy/support/documents";
import type { Resource } from "../../../policy/support/rule";

/** A statement with where it is. */
export interface Placed {
  readonly place: string;
  readonly statement: Statement;
}

function placed(place: string, document: unknown): Placed[] {
  const statements = statementsOf(document);
  if (statements === undefined || statements.length === 0) {
    throw new Error(`${place} has no statements`);
  }
  return statements.map((statement) => ({ place: `${place}, ${statement.label}`, statement }));
}

/** The statement that Lambda makes of a permission. Source: Lambda API, AddPermission. */
function permissionStatement({ props }: Resource): object {
  return {
    Sid: props.statementId,
    Effect: "Allow",
    Action: props.action,
    Resource: `arn:aws:lambda:*:*:function:${props.function}`,
    Condition: { ArnLike: { "aws:SourceArn": props.sourceArn } },
  };
}

/** Statements of a resource: those of its documents, and a permission's. */
export function statementsIn(resource: Resource): Placed[] {
  const { name, type } = resource;
  return type === "aws:lambda/permission:Permission"
    ? placed(name, { Statement: permissionStatement(resource) })
    : documentsOf(resource).flatMap(({ property, statements }) =>
        statements.map((statement) => ({ place: `${name}, ${property}, ${statement.label}`, statement })),
      );
}

const docs = path.resolve(__dirname, "../../../docs");

/** Statements of documents that people take from `docs`, as files or as text between others, and of what the authorizer answers. */
export function shippedStatements(): Placed[] {
  const read = (file: string) => readFileSync(path.join(docs, file), "utf8");
  const files = readdirSync(docs, { recursive: true, encoding: "utf8" }).sort();
  return [
    ...files
      .filter((file) => file.endsWith(".json") && path.basename(file) !== "actions.json")
      .flatMap((file) => placed(`docs/${file}`, read(file))),
    ...files
      .filter((file) => file.endsWith(".md"))
      .flatMap((file) =>
        [...read(file).matchAll(/'(\{"Version":.*?\})'/gs)].map(([, document]) => [file, document] as const),
      )
      .flatMap(([file, document], index) => placed(`docs/${file}, document ${index + 1}`, document)),
    ...placed(
      "the authorizer's answer",
      allowOwnPath("arn:aws:execute-api:eu-west-1:111122223333:abcde12345/studio/GET/studio/ann", "ann").policyDocument,
    ),
  ];
}
