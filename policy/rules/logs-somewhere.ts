import { ofType, refersTo } from "../support/references";
import type { Resource, StackRule } from "../support/rule";
import { at, isKnown } from "../support/values";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";

/** A function's own group by its name, where none is set. Source: Lambda Developer Guide, "Configuring CloudWatch log groups". */
function hasGroup(lambda: Resource, groups: readonly Resource[]): boolean {
  const { name } = lambda.props;
  const isUnset = at(lambda.props, "loggingConfig", "logGroup") === undefined;
  return groups.some((group) =>
    isUnset
      ? !isKnown(name) || !isKnown(group.props.name) || group.props.name === `/aws/lambda/${name}`
      : refersTo(lambda, "loggingConfig.logGroup", group),
  );
}

/** For each type, what is missing if it logs to no group of the stack. */
const loggers: Readonly<Record<string, { message: string; logs(of: Resource, groups: readonly Resource[]): boolean }>> =
  {
    "aws:lambda/function:Function": {
      message:
        "logs to no group of this stack, so that Lambda makes one that is kept for ever: make a LogGroup and set loggingConfig.logGroup",
      logs: hasGroup,
    },
    "aws:apigateway/stage:Stage": {
      message: "writes no access log: make a LogGroup and set accessLogSettings.destinationArn",
      logs: (stage, groups) => groups.some((group) => refersTo(stage, "accessLogSettings.destinationArn", group)),
    },
  };

export const logsSomewhere: StackRule = {
  name: "logs-somewhere",
  description: "Every function and every stage of an API logs to a log group of its stack.",
  source:
    "Lambda Developer Guide, Configuring CloudWatch log groups; API Gateway Developer Guide, Set up CloudWatch logging for REST APIs",
  judgeStack(resources) {
    const groups = ofType(resources, logGroup);
    return resources.flatMap((resource) => {
      const logger = loggers[resource.type];
      return logger === undefined || logger.logs(resource, groups)
        ? []
        : [{ urn: resource.urn, message: logger.message }];
    });
  },
};
