import { expect } from "chai";
import type { Page } from "../../../local/scenarios/browser";
import type { Member } from "../../../local/scenarios/people";
import type { SeenCall } from "./seen-calls";

/** What is called under a person's own session. */
const asThemself = new Set(["ListDomains", "CreatePresignedDomainUrl"]);

/** Whom a call acts for, where it acts for somebody: the session's name and its source identity. */
function actors({ operation, about, signer, sourceIdentity }: SeenCall): (string | undefined)[] {
  if (operation === "AssumeRole") {
    return [about, sourceIdentity];
  }
  return asThemself.has(operation) ? [signer, sourceIdentity] : [];
}

/**
 * Expects a redirect to a person's own domain, made only by calls for them: rows of theirs and their LOB's, and sessions
 * of their name.
 */
export function expectOwnStudio({ user, lob, domain }: Member, page: Page, calls: readonly SeenCall[]): void {
  expect(page.status, page.text).to.equal(302);
  expect(new URL(page.headers.location ?? "").hostname).to.match(new RegExp(`^${domain}\\.`));
  const rows = calls.filter(({ operation }) => operation === "GetItem").map(({ about }) => about);
  expect(rows.filter((about) => ![user, lob.config.lob].includes(about))).to.deep.equal([]);
  expect(calls.map(({ operation }) => operation)).to.include("CreatePresignedDomainUrl");
  expect([...new Set(calls.flatMap(actors))]).to.deep.equal([user]);
}
