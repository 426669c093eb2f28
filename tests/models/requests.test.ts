import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Resource } from "../../policy/support/rule";
import { projects, registrationsIn } from "../policy/support/projects";
import { NotUp } from "../policy/support/registrations";
import { withDefaultTags } from "./support/default-tags";
import { ec2Request } from "./support/ec2-query";
import { inputMistakes } from "./support/input-mistakes";
import { requestCases } from "./support/request-cases";
import { requestsOfTypes } from "./support/request-table";
import { requestsOf } from "./support/requests";
import { botocore, services } from "./support/service-models";

const read = (file: string) => readFileSync(path.resolve(__dirname, file), "utf8");

/** What the models refuse of the requests that a resource becomes, after its name. */
function mistakesIn(resource: Resource): string[] {
  return (resource.type.startsWith("aws:") ? requestsOf(resource) : [])
    .flatMap(({ operation, input }) => inputMistakes(operation, input))
    .map((mistake) => `${resource.name}: ${mistake}`);
}

async function resourcesIn(what: string): Promise<Resource[]> {
  const stacks = await registrationsIn(what);
  return [...stacks.values()].flatMap((stack) => withDefaultTags(stack.map(({ inputs }) => inputs)));
}

/** Where the local AWS refuses a resource, the models are asked first: they are AWS's own. */
async function askedIn(what: string): Promise<readonly Resource[]> {
  try {
    return await resourcesIn(what);
  } catch (error) {
    if (error instanceof NotUp && error.asked.flatMap(mistakesIn).length > 0) {
      return withDefaultTags(error.asked);
    }
    throw error;
  }
}

describe("AWS's service models", () => {
  for (const what of Object.keys(projects)) {
    it(`take the requests of the project ${what}`, async () => {
      expect((await askedIn(what)).flatMap(mistakesIn)).to.deep.equal([]);
    });
  }

  for (const { what, operation, input, mistakes } of requestCases) {
    it(`${mistakes.length === 0 ? "take" : "refuse"} ${what}`, () => {
      expect(inputMistakes(operation, input)).to.deep.equal(mistakes);
    });
  }

  it("take EC2's queries by the API's names, and refuse what it doesn't have", () => {
    const query = (text: string) => ec2Request(new URLSearchParams(text));
    const call = "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=vpc-id&Filter.1.Value.1=a&Filter.1.Value.2=b";

    const { operation, input } = query(`${call}&VpcId.1=vpc-1&MaxResults=4&Filters.1.Name=c&DryRun=maybe`);

    expect(query(`${call}&VpcId.1=vpc-1&MaxResults=5&DryRun=true`)).to.deep.equal({
      operation: "ec2:DescribeVpcs",
      input: { Filters: [{ Name: "vpc-id", Values: ["a", "b"] }], VpcIds: ["vpc-1"], MaxResults: 5, DryRun: true },
    });
    expect(inputMistakes(operation, input)).to.deep.equal([
      "ec2:DescribeVpcs, MaxResults: 4 is less than 5",
      "ec2:DescribeVpcs, Filters of the query: AWS has no such member",
      'ec2:DescribeVpcs, DryRun: "maybe" is no boolean',
    ]);
  });

  it("take the tags that a provider gives to every resource, up to 50, and refuse names and texts of another form", () => {
    const role = { type: "aws:iam/role:Role", name: "role", urn: "", props: { name: "r", assumeRolePolicy: "{}" } };
    const withTags = (tags: Record<string, string>, own: object = {}) =>
      withDefaultTags([
        { ...role, type: "pulumi:providers:aws", props: { defaultTags: JSON.stringify({ tags }) } },
        { ...role, props: { ...role.props, ...own } },
      ]).flatMap(mistakesIn);
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, ""]));

    expect(withTags(many(50))).to.deep.equal([]);
    expect(withTags(many(50), { tags: { team: "ml" } })[0]).to.match(/^role: iam:CreateRole, Tags: .* more than 50$/);
    expect(withTags({ "te*m": "v".repeat(257) })).to.deep.equal([
      'role: iam:CreateRole, Tags[0].Key: "te*m" doesn\'t match [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+',
      `role: iam:CreateRole, Tags[0].Value: "${"v".repeat(79)}… (259 characters) has 257 characters, more than 256`,
    ]);
  });

  it("aren't asked about what nobody says how to ask", () => {
    const role = { type: "aws:iam/role:Role", name: "role", urn: "", props: { name: "r", boundary: "arn" } };
    expect(() => requestsOf(role)).to.throw(
      "the table of requests doesn't say what becomes of boundary of aws:iam/role:Role",
    );
    expect(() => requestsOf({ ...role, type: "aws:sns/topic:Topic" })).to.throw(
      "the table of requests has no aws:sns/topic:Topic",
    );
    expect(() => inputMistakes("sns:CreateTopic", {})).to.throw(
      "models.json has no sns:CreateTopic: list it in operations.json and run npm run models -- --write",
    );
  });

  it("are of the version that is pinned, for the operations that are listed", () => {
    expect(read("requirements.txt")).to.match(new RegExp(`^botocore==${botocore} --hash=`));
    expect(JSON.parse(read("operations.json"))).to.deep.equal(
      Object.fromEntries(
        Object.entries(services).map(([service, { operations }]) => [service, Object.keys(operations)]),
      ),
    );
  });

  it("are asked about every type of resource, and no other", async () => {
    const resources = await Promise.all(Object.keys(projects).map(resourcesIn));
    const types = new Set(resources.flat().flatMap(({ type }) => (type.startsWith("aws:") ? [type] : [])));
    expect(Object.keys(requestsOfTypes)).to.have.members([...types]);
  });
});
