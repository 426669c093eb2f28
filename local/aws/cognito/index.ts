import * as v from "valibot";
import { deletion } from "../core/deletion";
import { inventText } from "../core/ids";
import { forcesNew, physicalName, setOf } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import { refuse } from "../refusals";
import { type PasswordPolicy, userPool, userPoolClient, userPoolDomain } from "./kinds";

const lowerAlphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789";
const alphanumeric = `${lowerAlphanumeric}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

/** Cognito's default for a pool without settings. Source: Cognito Developer Guide, "Adding user pool password requirements". */
const usualPasswordPolicy: PasswordPolicy = {
  minimumLength: 8,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
  temporaryPasswordValidityDays: 7,
};

const passwordPolicySchema = v.strictObject({
  minimumLength: v.optional(v.number(), usualPasswordPolicy.minimumLength),
  requireLowercase: v.optional(v.boolean(), false),
  requireUppercase: v.optional(v.boolean(), false),
  requireNumbers: v.optional(v.boolean(), false),
  requireSymbols: v.optional(v.boolean(), false),
  temporaryPasswordValidityDays: v.optional(v.number(), usualPasswordPolicy.temporaryPasswordValidityDays),
});

function outOfRange(member: string, value: string | number, demand: string): never {
  refuse(
    "R50",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`,
  );
}

function checkName(member: string, name: string): void {
  if (!/^[\w\s+=,.@-]{1,128}$/.test(name)) {
    outOfRange(member, name, "satisfy regular expression pattern: [\\w\\s+=,.@-]+");
  }
}

const userPoolType = resourceType(
  userPool,
  {
    name: forcesNew(physicalName(v.string())),
    usernameConfiguration: v.optional(v.strictObject({ caseSensitive: v.boolean() }), { caseSensitive: true }),
    adminCreateUserConfig: v.optional(v.strictObject({ allowAdminCreateUserOnly: v.boolean() })),
    accountRecoverySetting: v.optional(
      v.strictObject({
        recoveryMechanisms: setOf(v.strictObject({ name: v.literal("admin_only"), priority: v.number() })),
      }),
    ),
    passwordPolicy: v.optional(passwordPolicySchema, usualPasswordPolicy),
    mfaConfiguration: v.optional(v.picklist(["OFF", "ON", "OPTIONAL"]), "OFF"),
    softwareTokenMfaConfiguration: v.optional(v.strictObject({ enabled: v.boolean() }), { enabled: false }),
    deletionProtection: v.optional(v.picklist(["ACTIVE", "INACTIVE"])),
    userPoolTier: v.optional(v.picklist(["LITE", "ESSENTIALS", "PLUS"])),
    tags,
  },
  (inputs, { account, region }, _world, previous) => {
    const { name, mfaConfiguration, passwordPolicy } = inputs;
    const { caseSensitive } = inputs.usernameConfiguration;
    checkName("poolName", name);
    const { minimumLength, temporaryPasswordValidityDays: days } = passwordPolicy;
    if (minimumLength < 6 || minimumLength > 99) {
      const bound = minimumLength < 6 ? "greater than or equal to 6" : "less than or equal to 99";
      outOfRange("policies.passwordPolicy.minimumLength", minimumLength, `have value ${bound}`);
    }
    if (days < 0 || days > 365) {
      outOfRange("policies.passwordPolicy.temporaryPasswordValidityDays", days, "have value between 0 and 365");
    }
    if (mfaConfiguration === "OFF" && inputs.softwareTokenMfaConfiguration.enabled) {
      refuse("R51", "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
    }
    if (mfaConfiguration !== "OFF" && !inputs.softwareTokenMfaConfiguration.enabled) {
      refuse(
        "R51",
        "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.",
      );
    }
    if (previous !== undefined && previous.state.caseSensitive !== caseSensitive) {
      refuse("R52", "Updates are not allowed for UsernameConfiguration: CaseSensitive is set when a pool is created.");
    }
    const id = previous?.id ?? `${region}_${inventText(9, alphanumeric)}`;
    return {
      id,
      state: {
        ...inputs,
        caseSensitive,
        arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
        endpoint: `cognito-idp.${region}.amazonaws.com/${id}`,
      },
    };
  },
  { bookkeeping: ["caseSensitive"] },
);

const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const unit = v.picklist(["seconds", "minutes", "hours", "days"]);

/** Seconds that a token may last. Source: Cognito API, CreateUserPoolClient. */
const tokenRange = {
  access: { from: 300, to: 86_400 },
  id: { from: 300, to: 86_400 },
  refresh: { from: 3600, to: 315_360_000 },
};

function tokenSeconds(kind: keyof typeof tokenRange, value: number, timeUnit: keyof typeof unitSeconds): number {
  const seconds = value * unitSeconds[timeUnit];
  if (seconds < tokenRange[kind].from || seconds > tokenRange[kind].to) {
    refuse("R50", "Invalid range for token validity.");
  }
  return seconds;
}

const userPoolClientType = resourceType(
  userPoolClient,
  {
    name: v.string(),
    userPoolId: forcesNew(v.string()),
    // A client with a secret would have to sign each sign-in with it.
    generateSecret: forcesNew(v.optional(v.literal(false))),
    explicitAuthFlows: v.optional(
      setOf(v.picklist(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"])),
      ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    ),
    preventUserExistenceErrors: v.optional(v.picklist(["ENABLED", "LEGACY"]), "LEGACY"),
    enableTokenRevocation: v.optional(v.boolean()),
    accessTokenValidity: v.optional(v.number(), 1),
    idTokenValidity: v.optional(v.number(), 1),
    refreshTokenValidity: v.optional(v.number(), 30),
    tokenValidityUnits: v.optional(
      v.strictObject({
        accessToken: v.optional(unit, "hours"),
        idToken: v.optional(unit, "hours"),
        refreshToken: v.optional(unit, "days"),
      }),
      { accessToken: "hours", idToken: "hours", refreshToken: "days" },
    ),
    authSessionValidity: v.optional(v.number(), 3),
  },
  (inputs, { account, region }, world, previous) => {
    checkName("clientName", inputs.name);
    const pool = world.list(userPool, account).find((other) => other.id === inputs.userPoolId);
    if (pool?.region !== region) {
      refuse("R53", `User pool ${inputs.userPoolId} does not exist.`);
    }
    const { accessToken, idToken, refreshToken } = inputs.tokenValidityUnits;
    const validity = {
      access: tokenSeconds("access", inputs.accessTokenValidity, accessToken),
      id: tokenSeconds("id", inputs.idTokenValidity, idToken),
      refresh: tokenSeconds("refresh", inputs.refreshTokenValidity, refreshToken),
    };
    if (inputs.authSessionValidity < 3 || inputs.authSessionValidity > 15) {
      outOfRange("authSessionValidity", inputs.authSessionValidity, "have value between 3 and 15");
    }
    const id = previous?.id ?? inventText(26, lowerAlphanumeric);
    return { id, state: { ...inputs, validity } };
  },
  { bookkeeping: ["validity"] },
);

const userPoolDomainType = resourceType(
  userPoolDomain,
  { domain: forcesNew(v.string()), userPoolId: forcesNew(v.string()) },
  (inputs, { account, region }, world) => {
    const pool = world.list(userPool, account).find(({ id }) => id === inputs.userPoolId);
    if (pool?.region !== region) {
      refuse("R53", `User pool ${inputs.userPoolId} does not exist.`);
    }
    return { id: inputs.domain, state: inputs };
  },
);

export const cognito: ServiceResources = {
  types: [userPoolType, userPoolClientType, userPoolDomainType],
  deletions: [
    deletion(userPool, {
      check(world, { id, state }) {
        if (state.deletionProtection === "ACTIVE") {
          refuse(
            "R110",
            "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
          );
        }
        if (world.all(userPoolDomain).some((domain) => domain.state.userPoolId === id)) {
          refuse("R110", "User pool cannot be deleted. It has a domain configured that should be deleted first.");
        }
      },
      takes: (world, { id }) => world.all(userPoolClient).filter(({ state }) => state.userPoolId === id),
    }),
  ],
};
