import type { ResourceRule } from "../support/rule";

/** Types that make AWS resources from a text, and the package that makes them under its own types. */
const blind = /^(aws:(cloudcontrol|cloudformation|serverlessrepository)\/|aws-native:)/;

/** These would bypass all other rules. */
export const judgedResources: ResourceRule = {
  name: "judged-resources",
  description: "The provider aws makes every AWS resource directly, so that the rules can see its properties.",
  source: "Pulumi Registry, AWS Cloud Control; AWS, cloudcontrol.Resource and cloudformation.Stack",
  types: "every package",
  reads: [],
  judge: ({ type }) =>
    blind.test(type)
      ? [`is a ${type}, and no rule can see what it makes: use a resource of the provider aws instead`]
      : [],
};
