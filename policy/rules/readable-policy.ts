import { documentProperties, documentsOf, mustBeDocument, place, statementsOf } from "../support/documents";
import type { ResourceRule } from "../support/rule";
import { hasUnknown } from "../support/values";

/**
 * Without it, an unreadable document would pass every other rule. It also reports for them a document that a preview
 * doesn't know yet: they read none by name, so that Pulumi reports it once.
 */
export const readablePolicy: ResourceRule = {
  name: "readable-policy",
  description: "Every policy document can be read, so that the other rules judge it.",
  source: "IAM User Guide, IAM JSON policy element reference",
  types: "all",
  reads: documentProperties,
  judge(resource) {
    const { type, props } = resource;
    const unreadable = ["policy", "assumeRolePolicy"]
      .filter((property) => mustBeDocument(type) && props[property] !== undefined && props[property] !== "")
      .filter((property) => !hasUnknown(props[property]) && statementsOf(props[property]) === undefined)
      .map((property) => `${property} is not a policy document: write JSON with a Statement`);
    const strange = documentsOf(resource).flatMap((document) =>
      document.statements.flatMap((statement) =>
        statement.strange.map(
          (what) =>
            `${place(document, statement)} has ${what}, which IAM doesn't have: write the elements as IAM names them, and Effect as Allow or Deny`,
        ),
      ),
    );
    return [...unreadable, ...strange];
  },
};
