import { childAccount, region } from "./local-aws";
import type { RefusalCase } from "./refusal-cases";
import { userPool, userPoolClient, userPoolDomain } from "./studio-wanted";

/** Id of a pool that is there already. */
export const knownPool = `${region}_Known1234`;

const range = (member: string, value: number | string, demand: string) =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`;
const passwords = (inputs: object) => ({ passwordPolicy: inputs });
const factor = { softwareTokenMfaConfiguration: { enabled: true } };

/** Cases of rows R50 to R53: user pools and their clients. */
export const signInRefusalCases: readonly RefusalCase[] = [
  {
    row: "R50",
    what: "a pool's name with a slash",
    refused: userPool("a/b"),
    message: range("poolName", "a/b", "satisfy regular expression pattern: [\\w\\s+=,.@-]+"),
    accepted: [userPool("a-b")],
  },
  {
    row: "R50",
    what: "passwords of five characters",
    refused: userPool("a", passwords({ minimumLength: 5 })),
    message: range("policies.passwordPolicy.minimumLength", 5, "have value greater than or equal to 6"),
    accepted: [userPool("a", passwords({ minimumLength: 6 }))],
  },
  {
    row: "R50",
    what: "passwords of a hundred characters",
    refused: userPool("a", passwords({ minimumLength: 100 })),
    message: range("policies.passwordPolicy.minimumLength", 100, "have value less than or equal to 99"),
    accepted: [userPool("a", passwords({ minimumLength: 99 }))],
  },
  {
    row: "R50",
    what: "temporary passwords that last 366 days",
    refused: userPool("a", passwords({ temporaryPasswordValidityDays: 366 })),
    message: range("policies.passwordPolicy.temporaryPasswordValidityDays", 366, "have value between 0 and 365"),
    accepted: [userPool("a", passwords({ temporaryPasswordValidityDays: 365 }))],
  },
  {
    row: "R50",
    what: "access tokens that last 4 minutes",
    refused: userPoolClient("a", knownPool, { accessTokenValidity: 4, tokenValidityUnits: { accessToken: "minutes" } }),
    message: "Invalid range for token validity.",
    accepted: [
      userPoolClient("a", knownPool, { accessTokenValidity: 5, tokenValidityUnits: { accessToken: "minutes" } }),
    ],
  },
  {
    row: "R50",
    what: "ID tokens that last 25 hours",
    refused: userPoolClient("a", knownPool, { idTokenValidity: 25 }),
    message: "Invalid range for token validity.",
    accepted: [userPoolClient("a", knownPool, { idTokenValidity: 24 })],
  },
  {
    row: "R50",
    what: "refresh tokens that last 59 minutes",
    refused: userPoolClient("a", knownPool, {
      refreshTokenValidity: 59,
      tokenValidityUnits: { refreshToken: "minutes" },
    }),
    message: "Invalid range for token validity.",
    accepted: [
      userPoolClient("a", knownPool, { refreshTokenValidity: 60, tokenValidityUnits: { refreshToken: "minutes" } }),
    ],
  },
  {
    row: "R50",
    what: "challenges that wait for 16 minutes",
    refused: userPoolClient("a", knownPool, { authSessionValidity: 16 }),
    message: range("authSessionValidity", 16, "have value between 3 and 15"),
    accepted: [userPoolClient("a", knownPool, { authSessionValidity: 15 })],
  },
  {
    row: "R50",
    what: "challenges that wait for 2 minutes",
    refused: userPoolClient("a", knownPool, { authSessionValidity: 2 }),
    message: range("authSessionValidity", 2, "have value between 3 and 15"),
    accepted: [userPoolClient("a", knownPool, { authSessionValidity: 3 })],
  },
  {
    row: "R51",
    what: "a pool that demands a second factor and has none",
    refused: userPool("a", { mfaConfiguration: "ON" }),
    message: "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.",
    accepted: [userPool("a", { mfaConfiguration: "ON", ...factor })],
  },
  {
    row: "R51",
    what: "a pool with a second factor that is off",
    refused: userPool("a", { mfaConfiguration: "OFF", ...factor }),
    message: "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    accepted: [userPool("a", { mfaConfiguration: "OPTIONAL", ...factor })],
  },
  {
    row: "R52",
    what: "a pool whose names become sensitive to case",
    given: [userPool("a")],
    refused: userPool("a", { usernameConfiguration: { caseSensitive: true } }),
    message: "Updates are not allowed for UsernameConfiguration: CaseSensitive is set when a pool is created.",
    accepted: [
      userPool("a", { deletionProtection: "ACTIVE" }),
      userPool("b", { usernameConfiguration: { caseSensitive: true } }),
    ],
  },
  {
    row: "R53",
    what: "a client of a pool that doesn't exist",
    refused: userPoolClient("a", `${region}_Unknown12`),
    message: `User pool ${region}_Unknown12 does not exist.`,
    accepted: [userPoolClient("a", knownPool)],
  },
  {
    row: "R53",
    what: "a client of another account's pool",
    refused: { ...userPoolClient("a", knownPool), account: childAccount },
    message: `User pool ${knownPool} does not exist.`,
    accepted: [userPoolClient("a", knownPool)],
  },
  {
    row: "R53",
    what: "a domain of another account's pool",
    refused: { ...userPoolDomain("a", knownPool), account: childAccount },
    message: `User pool ${knownPool} does not exist.`,
    accepted: [userPoolDomain("a", knownPool)],
  },
];
