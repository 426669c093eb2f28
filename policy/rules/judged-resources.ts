import type { ResourceRule } from "../support/rule";

/** Types that make resources of AWS's out of a text, and the package that makes them under types of its own. */
const blind = /^(aws:(cloudcontrol|cloudformation|serverlessrepository)\/|aws-native:)/;

/** Whatever the other rules demand, these would get around it. */
export const judgedResources: ResourceRule = {
  name: "judged-resources",
  description: "Every resource of AWS's is made by the provider aws, one by one, so that the rules see what it is.",
  source: "Pulumi Registry, AWS Cloud Control; AWS, cloudcontrol.Resource and cloudformation.Stack",
  types: "every package",
  reads: [],
  judge: ({ type }) =>
    blind.test(type)
      ? [`is a ${type}, of which no rule knows what it makes: make the same by a resource of the provider aws`]
      : [],
};
