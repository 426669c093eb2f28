import { AwsError } from "../../../local/aws/core/aws-error";
import type { AwsRequest, Service, Via } from "../../../local/aws/core/service";
import type { Session } from "../../../local/aws/core/sessions";
import { SageMakerRuntime } from "../../../local/aws/sagemaker-runtime/service";
import { Sts } from "../../../local/aws/sts/service";
import { allow, childAccount, parentAccount, policyText, put, putRole, region } from "./local-aws";
import { TestModel } from "./model";
import { callThrough, eachTestWithStudioServices, type StudioServices } from "./studio-services";
import { role } from "./wanted";

/** A caller's role, in the child's account, and the role of the parent's account that it asks for. */
export const callerArn = `arn:aws:iam::${childAccount}:role/Caller`;
export const targetArn = `arn:aws:iam::${parentAccount}:role/Target`;

/** A statement of an endpoint's policy. */
export const letting = (action: string | readonly string[], condition: object = {}): object => ({
  Sid: "Some",
  Effect: "Allow",
  Principal: "*",
  Action: action,
  Resource: "*",
  Condition: condition,
});

/** A call's way in, and what it carries. */
export interface Asking {
  readonly session: Session;
  readonly via?: Via | undefined;
  readonly members?: Readonly<Record<string, string>>;
}

/** Identity's services of a local AWS, asked without a network between. */
export class IdentityBench {
  constructor(
    readonly services: StudioServices,
    readonly model: TestModel,
  ) {}

  /** A session of a role of the child's account that may assume every role of the parent's. */
  async caller(name = "Caller"): Promise<Session> {
    const { aws } = this.services;
    const made = await putRole(aws, childAccount, name);
    const Action = ["sts:AssumeRole", "sts:SetSourceIdentity"];
    await allow(aws, made, { Action, Resource: `arn:aws:iam::${parentAccount}:role/*` });
    return aws.sessions.open(made, "calling", 3600);
  }

  /** Creates the role that is asked for. */
  async target(statement: object, inputs: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await put(this.services.aws, role("Target", { assumeRolePolicy: policyText(statement), ...inputs }));
  }

  /** Asks for the role `Target`. */
  assume({ session, via, members = {} }: Asking): Promise<string> {
    return this.askSts({ session, via, members: { RoleArn: targetArn, RoleSessionName: "target", ...members } });
  }

  identity(asking: Asking): Promise<string> {
    return this.askSts({ ...asking, members: { Action: "GetCallerIdentity" } });
  }

  /** Invokes the endpoint `Iris`, which the parent's account has. */
  invoke({ session, via }: Asking): Promise<string> {
    const { world } = this.services.aws;
    const hosted = { account: parentAccount, region, name: "Iris", inferenceComponents: [], model: this.model.url };
    world.hostEndpoint(hosted);
    return outcome(
      new SageMakerRuntime(world),
      { session, via },
      {
        method: "POST",
        url: new URL(`https://runtime.sagemaker.${region}.amazonaws.com/endpoints/Iris/invocations`),
        headers: {},
        body: Buffer.from("{}"),
      },
    );
  }

  listDomains({ session, via }: Asking & { readonly via: Via }): Promise<string> {
    const host = `api.sagemaker.${region}.amazonaws.com`;
    return told(
      callThrough(this.services.sageMaker, via, { host, target: "SageMaker.ListDomains", members: {}, session }),
    );
  }

  private askSts({ session, via, members }: Asking): Promise<string> {
    const { world, sessions } = this.services.aws;
    const form = { Version: "2011-06-15", Action: "AssumeRole", ...members };
    return outcome(
      new Sts(world, sessions),
      { session, via },
      {
        method: "POST",
        url: new URL(`https://sts.${region}.amazonaws.com/`),
        headers: {},
        body: Buffer.from(new URLSearchParams(form).toString()),
      },
    );
  }
}

function outcome(service: Service, { session, via }: Asking, request: AwsRequest): Promise<string> {
  return told(service.answer(request, { caller: { session, service: "local", region }, via }));
}

/** What came of a call: its status, or AWS's refusal. */
export async function told(answer: Promise<{ readonly status: number }>): Promise<string> {
  try {
    return String((await answer).status);
  } catch (error) {
    if (error instanceof AwsError) {
      return `${error.code}: ${error.message}`;
    }
    throw error;
  }
}

/** Gives each test the services of identity on a local AWS of its own. */
export function eachTestWithIdentity(): () => IdentityBench {
  const services = eachTestWithStudioServices();
  let bench: IdentityBench | undefined;
  beforeEach(async () => {
    bench = new IdentityBench(services(), await TestModel.start());
  });
  afterEach(async () => {
    await bench?.model.close();
    bench = undefined;
  });
  return () => {
    if (bench === undefined) {
      throw new Error("the services run only during tests");
    }
    return bench;
  };
}
