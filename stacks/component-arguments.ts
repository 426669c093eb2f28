import type { SharedConfig } from "./config-schemas";

/** The arguments of a stack's hub, but for the user pool, which its config doesn't know. */
export function hubArguments(config: SharedConfig) {
  return { ...config, suffix: config.stack };
}

/** The arguments of a stack's access API, but for what its hub gives. */
export function accessArguments(config: SharedConfig) {
  return { ...config, suffix: config.stack };
}

/** The arguments of a stack's user pool. */
export function userPoolArguments({ stack, mfa, deletionProtection }: SharedConfig) {
  return { suffix: stack, mfa, deletionProtection };
}

/** The arguments of a stack's on-premises simulator, but for what its hub gives. */
export function simulatorArguments({ region, simulatorCidr, availabilityZones, stack }: SharedConfig) {
  return { region, cidr: simulatorCidr, availabilityZones, suffix: stack };
}
