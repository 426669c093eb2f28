import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Takes the place of `@aws-sdk/credential-provider-node` in the bundle. Lambda hands a function its role's credentials
 * in environment variables, so the other sources (profiles, single sign-on, instance metadata) are left out.
 */
export const defaultProvider = fromEnv;
