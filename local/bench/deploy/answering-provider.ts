import type { Provider } from "../../deploy/engine/provider-server";

/** An ARN for a resource by its URN; the account is the last part of its stack's name. */
function arnOf(urn: string): string {
  const [place = "", , types = "", name = ""] = urn.split("::");
  const account = place.split("-").at(-1);
  return types.endsWith("aws:iam/role:Role")
    ? `arn:aws:iam::${account}:role/${name}`
    : `arn:aws:service:eu-west-1:${account}:resource/${name}`;
}

/** A provider that refuses nothing and keeps nothing: what is created has its inputs, an id and an ARN. */
export const answeringProvider: Provider = {
  configure: () => {},
  check: (_, inputs) => inputs,
  diff: () => ({ changed: [], replaces: [], deleteBeforeReplace: false }),
  create: async (urn, inputs) => ({ id: urn, outputs: { ...inputs, arn: arnOf(urn) } }),
  read: () => undefined,
  update: async (urn, id, inputs) => ({ id, outputs: { ...inputs, arn: arnOf(urn) } }),
  delete: async () => {},
};
