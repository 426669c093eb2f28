import { expect } from "chai";
import { calledEndpoint, endpointsBeside, endpointsOf } from "../../../local/estate/hosted-endpoints";
import { Unplayable } from "../../../local/scenarios/unplayable";
import { isParent, type ParentStack } from "../../../stacks/project/roles";
import { makeStack } from "../../../stacks/project/stack";
import { parentsModel, withModel } from "../support/parents-model";

function parent(texts: Readonly<Record<string, string>>): ParentStack {
  const account = { account: "222222222222", region: "eu-west-1", children: '["333333333333"]' };
  const stack = makeStack("parent", { ...account, ...texts });
  if (!isParent(stack)) {
    throw new Error("this should be a parent");
  }
  return stack;
}

const sample = { sampleModel: "true" };

describe("The endpoints of a parent", () => {
  const cases = [
    { what: "that names one", texts: { endpoints: '["churn"]' }, all: ["churn"], beside: ["churn"], called: "churn" },
    { what: "that shares all", texts: { endpoints: "all" }, all: ["iris"], beside: ["iris"], called: "iris" },
    { what: "with the sample", texts: sample, all: ["iris"], beside: [], called: "iris" },
    {
      what: "with the sample that shares all",
      texts: { ...sample, endpoints: "all" },
      all: ["iris"],
      beside: [],
      called: "iris",
    },
    {
      what: "with all kinds",
      texts: { ...sample, ...withModel(), endpoints: '["churn"]' },
      all: ["churn", "fraud", "iris"],
      beside: ["churn"],
      called: "churn",
    },
    {
      what: "with a model of its own before the sample",
      texts: { ...sample, ...withModel() },
      all: ["fraud", "iris"],
      beside: [],
      called: "iris",
    },
    {
      what: "with the organization's prefix, and one of its own name beside",
      texts: { ...sample, namePrefix: "acme-", endpoints: '["iris"]' },
      all: ["iris", "acme-iris"],
      beside: ["iris"],
      called: "iris",
    },
    {
      what: "with the sample under the organization's prefix",
      texts: { ...sample, ...withModel(), namePrefix: "acme-" },
      all: ["acme-fraud", "acme-iris"],
      beside: [],
      called: "acme-iris",
    },
  ];
  for (const { what, texts, all, beside, called } of cases) {
    it(`${what} are those that it names and then those that it makes, and the first that is answered is called`, () => {
      const stack = parent(texts);
      expect(endpointsOf(stack)).to.deep.equal(all);
      expect(endpointsBeside(stack)).to.deep.equal(beside);
      expect(calledEndpoint(stack, false)).to.equal(called);
      expect(calledEndpoint(stack, true)).to.equal(all[0]);
    });
  }

  it("can't be called where only the local AWS would run the model, until the user's own answers", () => {
    const stack = parent(withModel(parentsModel));
    expect(() => calledEndpoint(stack, false)).to.throw(
      Unplayable,
      "the local AWS can't run the image of endpoint fraud of stack parent: start the model yourself, and give its address by --model http://127.0.0.1:8080",
    );
    expect(calledEndpoint(stack, true)).to.equal("fraud");
  });
});
