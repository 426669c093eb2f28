import type { Invocation } from "../../../local/aws/lambda/service";
import { eachTestOnItsOwnAws, parentAccount, put, putRole, region } from "./local-aws";
import { lambda } from "./wanted";

/** Gives each test a local AWS with the role `runner`, under which it makes and calls a function named `tested`. */
export function eachTestWithAFunction() {
  const aws = eachTestOnItsOwnAws();
  beforeEach(async () => {
    await putRole(aws(), parentAccount, "runner");
  });
  return {
    aws,
    async make(code: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<void> {
      await put(aws(), lambda("tested", { code: { files: { "index.mjs": code } }, ...inputs }));
    },
    invoke(event: unknown = {}): Promise<Invocation> {
      return aws().lambda.invoke({ account: parentAccount, region }, "tested", event);
    },
  };
}
