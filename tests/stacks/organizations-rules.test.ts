import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { resourceTypes } from "../../local/aws/resource-types";
import type { Resource } from "../../policy/support/rule";
import { registrationsOf } from "../policy/support/registrations";
import { everything } from "./support/everything";
import { forgotten } from "./support/forgotten";

const boundaryOf = (account: string) => `arn:aws:iam::${account}:policy/baseline/Limit`;

/** The shipped project under an organization's rules, with all that adds a kind of resource. */
const ruled = everything(({ config: { account } }) => ({
  permissionsBoundary: boundaryOf(account),
  tags: '{"cost-center":"4711","Name":"by the stack"}',
  requiredTags: '{"cost-center":["47*"],"Name":["*"],"role":["shared","parent","child"]}',
}));

describe("An organization's rules over the whole estate", () => {
  it("reach every role and every resource that takes tags", async () => {
    const stacks = await registrationsOf(ruled);
    for (const { name, config } of ruled.stacks) {
      const resources = (stacks.get(name) ?? []).map(({ inputs }) => inputs);
      expect(
        resources.filter(({ type }) => type === "aws:iam/role:Role"),
        name,
      ).not.to.deep.equal([]);
      const rules = { boundary: config.permissionsBoundary, requiredTags: config.requiredTags };
      expect(forgotten(resources, rules), name).to.deep.equal([]);
    }
  });

  it("name what they don't reach", () => {
    const provider = { type: "pulumi:providers:aws", props: { defaultTags: '{"tags":{"owner":"ann","team":"ml"}}' } };
    const resources: Resource[] = [
      provider,
      { type: "aws:iam/role:Role", props: {} },
      { type: "aws:iam/role:Role", props: { permissionsBoundary: "arn:other" } },
      { type: "aws:iam/role:Role", props: { permissionsBoundary: "arn:limit", tags: { owner: "bob" } } },
      { type: "aws:ec2/instance:Instance", props: { volumeTags: { owner: "ann" } } },
      { type: "aws:ec2/route:Route", props: {} },
    ].map((resource, index) => ({ name: `r${index}`, urn: "", references: {}, ...resource }));
    const rules = { boundary: "arn:limit", requiredTags: { owner: ["ann"], team: ["m*"] } };
    expect(forgotten(resources, rules)).to.deep.equal([
      "aws:iam/role:Role r1 has no boundary",
      "aws:iam/role:Role r2 has no boundary",
      "aws:iam/role:Role r3: tag owner is bob",
      "aws:ec2/instance:Instance r4, its volumes: tag team is missing",
    ]);
  });

  it("know of every type whether it takes tags, as the provider does", () => {
    const sdk = path.dirname(require.resolve("@pulumi/aws/package.json"));
    const differing = resourceTypes.flatMap(({ token, inputs }) => {
      const [, place] = /^aws:(.+):/.exec(token) ?? [];
      if (place === undefined) {
        // AWSx's component is nothing on AWS; what it makes has types of its own here.
        return [];
      }
      const file = path.join(sdk, `${place}.d.ts`);
      const takesTags = existsSync(file) && /^ {4}readonly tagsAll:/m.test(readFileSync(file, "utf8"));
      return takesTags === "tags" in inputs ? [] : [token];
    });
    // The program gives objects no tags: S3 takes ten of an object, and config may have more.
    expect(differing).to.deep.equal(["aws:s3/bucketObjectv2:BucketObjectv2"]);
  });
});
