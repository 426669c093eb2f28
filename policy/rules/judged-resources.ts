import type { ResourceRule } from "../support/rule";

/** Types that make resources of AWS's out of a text, and the package that makes them under types of its own. */
const blind = /^(aws:(cloudcontrol|cloudformation|serverlessrepository)\/|aws-native:)/;

/** Whatever the other rules demand, these would get around it. */
export const judgedResources: ResourceRule = {
  name: "judged-resources",
  description: "Every AWS resource is made on its own by the provider aws, so that the rules see what it is.",
  source: "Pulumi Registry, AWS Cloud Control; AWS, cloudcontrol.Resource and cloudformation.Stack",
  types: "every package",
  reads: [],
  judge: ({ type }) =>
    blind.test(type)
      ? [`is a ${type}, and no rule can see what it makes: use a resource of the provider aws instead`]
      : [],
};
