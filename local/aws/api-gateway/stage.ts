import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { role } from "../iam/kinds";
import { serviceMayAssume } from "../iam/role-permissions";
import { refuse } from "../refusals";
import { requireApi } from "./api";
import { apiAccount, deployment, methodSettings, type Stage, stage } from "./kinds";

/** The role that API Gateway writes logs under is a setting of an account's whole region. */
export const apiAccountType = resourceType(
  apiAccount,
  { cloudwatchRoleArn: v.optional(v.string()) },
  async (inputs, { account }, world) => {
    const { cloudwatchRoleArn: arn } = inputs;
    const found = world.list(role, account).find(({ state }) => state.arn === arn);
    const mayAssume = found !== undefined && (await serviceMayAssume(world, found, "apigateway.amazonaws.com"));
    if (arn !== undefined && !mayAssume) {
      refuse(
        "R74",
        "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.",
      );
    }
    return { id: "api-gateway-account", state: inputs };
  },
);

function requireLogsRole(world: World, { account, region }: Place): void {
  const settings = world.list(apiAccount, account).filter((other) => other.region === region);
  if (!settings.some(({ state }) => state.cloudwatchRoleArn !== undefined)) {
    refuse("R73", "CloudWatch Logs role ARN must be set in account settings to enable logging");
  }
}

/** The stages of an API. */
export function stagesOf(world: World, api: Place & { readonly id: string }): Resource<Stage>[] {
  return world.list(stage, api.account).filter(({ state }) => state.restApi === api.id);
}

export const stageType = resourceType(
  stage,
  {
    restApi: forcesNew(v.string()),
    stageName: forcesNew(v.string()),
    deployment: v.string(),
    description: v.optional(v.string()),
    accessLogSettings: v.optional(v.strictObject({ destinationArn: v.string(), format: v.string() })),
    variables: v.optional(v.record(v.string(), v.string()), {}),
    xrayTracingEnabled: v.optional(v.boolean()),
    tags,
  },
  (inputs, place, world, previous) => {
    const { restApi, stageName } = inputs;
    const api = requireApi(world, place, restApi);
    if (!/^[\w-]{1,128}$/.test(stageName)) {
      refuse("R88", "Stage name only allows a-zA-Z0-9_-");
    }
    const deployments = world.list(deployment, api.account).filter(({ state }) => state.restApi === restApi);
    if (!deployments.some(({ id }) => id === inputs.deployment)) {
      refuse("R78", "Invalid Deployment identifier specified");
    }
    if (previous === undefined && stagesOf(world, api).some(({ state }) => state.stageName === stageName)) {
      refuse("R81", "Stage already exists");
    }
    if (inputs.accessLogSettings !== undefined) {
      requireLogsRole(world, place);
    }
    return {
      id: `ags-${restApi}-${stageName}`,
      state: {
        ...inputs,
        arn: `arn:aws:apigateway:${place.region}::/restapis/${restApi}/stages/${stageName}`,
        executionArn: `${api.state.executionArn}/${stageName}`,
        invokeUrl: `https://${restApi}.execute-api.${place.region}.amazonaws.com/${stageName}`,
      },
    };
  },
);

export const methodSettingsType = resourceType(
  methodSettings,
  {
    restApi: forcesNew(v.string()),
    stageName: forcesNew(v.string()),
    methodPath: forcesNew(v.string()),
    settings: v.strictObject({
      metricsEnabled: v.optional(v.boolean()),
      loggingLevel: v.optional(v.picklist(["OFF", "ERROR", "INFO"]), "OFF"),
      dataTraceEnabled: v.optional(v.boolean(), false),
      throttlingRateLimit: v.optional(v.number()),
      throttlingBurstLimit: v.optional(v.number()),
    }),
  },
  (inputs, place, world) => {
    const api = requireApi(world, place, inputs.restApi);
    if (!stagesOf(world, api).some(({ state }) => state.stageName === inputs.stageName)) {
      refuse("R78", "Invalid stage identifier specified");
    }
    if (inputs.settings.loggingLevel !== "OFF") {
      requireLogsRole(world, place);
    }
    return { id: `${inputs.restApi}-${inputs.stageName}-${inputs.methodPath}`, state: inputs };
  },
);
