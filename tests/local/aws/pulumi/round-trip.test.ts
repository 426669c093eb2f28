import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { marksOf } from "../../../../local/aws/core/resource-marks";
import type { Request } from "../../../../local/aws/core/resource-type";
import type { Resource } from "../../../../local/aws/core/world";
import { differences, outputsOf } from "../../../../local/aws/pulumi/inputs";
import { resourceTypeOf, resourceTypes } from "../../../../local/aws/resource-types";
import { type AskedEstate, shippedEstate } from "./shipped-estate";

/** The names that Pulumi's provider has for the members of a type: inputs and outputs. */
function membersOf(token: string): { readonly inputs: readonly string[]; readonly all: readonly string[] } {
  const [, file = ""] = token.split(":");
  const source = readFileSync(
    path.join(path.dirname(require.resolve("@pulumi/aws/package.json")), `${file}.js`),
    "utf8",
  );
  const named = (from: string) =>
    [...source.matchAll(new RegExp(`resourceInputs\\["(\\w+)"\\] = [^;]*\\b${from}\\?\\.`, "g"))].map(
      ([, key = ""]) => key,
    );
  return { inputs: named("args"), all: ["id", ...named("state")] };
}

const ofAws = resourceTypes.filter(({ token }) => token.startsWith("aws:"));

describe("The types of the local AWS, as Pulumi's provider has them", () => {
  for (const { token, inputs } of ofAws) {
    it(`${token}: has only the provider's inputs`, () => {
      expect(membersOf(token).inputs).to.include.members(Object.keys(inputs));
    });
  }
});

describe("A resource of the shipped estate, as a provider reads it", () => {
  let up: AskedEstate;

  before(async () => {
    up = await shippedEstate();
  });

  after(() => up.estate.close());

  /** Every resource that a program asked the provider `aws` for. */
  const resources = (): { resource: Resource; request: Request }[] =>
    [...up.asked.values()].flatMap((request) => {
      const resource = up.estate.aws.world.get(request.urn);
      return resource === undefined || !request.type.startsWith("aws:") ? [] : [{ resource, request }];
    });

  it("is of many types", () => {
    expect(new Set(resources().map(({ resource }) => resource.type)).size).to.be.greaterThan(55);
  });

  it("has only members of the provider's names, and every input", () => {
    for (const { resource, request } of resources()) {
      const outputs = Object.keys(outputsOf(resource));

      expect(membersOf(resource.type).all, resource.urn).to.include.members(outputs);
      expect(outputs, resource.urn).to.include.members(
        Object.keys(request.inputs).filter((key) => request.inputs[key] !== undefined),
      );
    }
  });

  it("has what AWS makes up besides: owners, all tags, and a function's ARNs", () => {
    const outputs = (token: string) => {
      const found = resources().find(({ resource }) => resource.type === token);
      return found === undefined ? {} : outputsOf(found.resource);
    };

    expect(outputs("aws:ec2/vpcEndpoint:VpcEndpoint").ownerId).to.match(/^\d{12}$/);
    const { tags, tagsAll } = outputs("aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(tagsAll).to.deep.equal(tags ?? {});
    const { arn, version, qualifiedArn, invokeArn } = outputs("aws:lambda/function:Function");
    expect([version, qualifiedArn]).to.deep.equal(["$LATEST", `${arn}:$LATEST`]);
    expect(invokeArn).to.include(`:lambda:path/2015-03-31/functions/${arn}/invocations`);
  });

  it("can be written down as JSON, and read again as it was", () => {
    for (const { resource } of resources()) {
      const outputs = outputsOf(resource);

      expect(JSON.parse(JSON.stringify(outputs)), resource.urn).to.deep.equal(outputs);
    }
  });

  it("differs in nothing from what was asked for", () => {
    for (const { resource, request } of resources()) {
      const found = differences(resource.type, outputsOf(resource), request.inputs, request.inputs);

      expect(found, resource.urn).to.deep.equal({ changed: [], replaces: [], deleteBeforeReplace: false });
    }
  });

  it("has its sets in another order than the program's, and its policies in other words", () => {
    let reordered = 0;
    let rewritten = 0;
    for (const { resource, request } of resources()) {
      const outputs = outputsOf(resource);
      for (const [key, schema] of Object.entries(resourceTypeOf(resource.type).inputs)) {
        const given = request.inputs[key];
        const { unordered, json } = marksOf(schema);
        if (unordered && Array.isArray(given) && given.length > 1) {
          expect(outputs[key], `${resource.urn} ${key}`).not.to.deep.equal(given);
          reordered += 1;
        }
        if (json === "policy" && given !== undefined) {
          rewritten += outputs[key] === given ? 0 : 1;
        }
      }
    }

    expect(reordered).to.be.greaterThan(20);
    expect(rewritten).to.be.greaterThan(20);
  });
});
