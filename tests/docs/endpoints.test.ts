import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { servicePolicy, services } from "../../infra/network/endpoint-catalog";
import { tableUnder } from "./support/markdown";

const text = readFileSync(path.resolve(__dirname, "../../docs/security.md"), "utf8");
const rows = tableUnder(text, "What endpoints lead to");

const hub = "111122223333";
const scope = { account: hub, region: "eu-west-1", organizationId: "o-exampleorg1", accounts: [] };

describe("docs/security.md, What endpoints lead to", () => {
  it("has a row for each service of the catalogue, with its reason", () => {
    expect(rows.map(({ endpoint }) => endpoint)).to.deep.equal(services);
    expect(rows.filter(({ since = "" }) => since === "")).to.deep.equal([]);
  });

  for (const service of services) {
    it(`tells whether ${service} leads to own resources only`, () => {
      const isHeld = servicePolicy(service, scope).Statement.some(
        ({ Resource, Condition }) =>
          JSON.stringify(Condition ?? {}).includes('"aws:ResourceOrgID":"o-exampleorg1"') ||
          [Resource ?? []].flat().some((arn) => arn.includes(`:${hub}:`)),
      );
      expect(rows.find(({ endpoint }) => endpoint === service)?.["leads to"]).to.equal(isHeld ? "own" : "any");
    });
  }
});
