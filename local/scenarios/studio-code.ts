import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { AssumeRoleCommand, type Credentials, STSClient } from "@aws-sdk/client-sts";
import * as v from "valibot";
import { bucketName } from "../../infra/support/naming";
import type { ChildStack } from "../../stacks/project/roles";
import { type Origin, type Session, signedHeaders, studioSession, userProfile } from "../aws";
import type { Estate } from "../estate/estate";
import { studioOf } from "../estate/places";
import type { Payload } from "./payload";
import { shownAnswer } from "./scenario";
import { Unplayable } from "./unplayable";

/** What a LOB's Studio is told of its parent. */
const toldOfParent = v.object({ roleArn: v.string(), externalId: v.string(), region: v.string() });

export type ToldOfParent = v.InferOutput<typeof toldOfParent>;

/** Code that a person runs in Studio: it calls AWS from the LOB's network, under the LOB's execution role. */
export class StudioCode {
  private constructor(
    private readonly estate: Estate,
    private readonly lob: ChildStack,
    private readonly origin: Origin,
    readonly session: Session,
    /** The user profile, whose name is the session's source identity. */
    readonly profile: string,
  ) {}

  /** @throws Unplayable where the LOB has nobody. */
  static of(estate: Estate, lob: ChildStack): StudioCode {
    const { world, sessions } = estate.aws;
    const [profile] = world.list(userProfile, lob.config.account).filter(({ stack }) => stack === lob.name);
    if (profile === undefined) {
      throw new Unplayable(
        `stack ${lob.name} has no Studio: name the shared stack in sharedStack and a user in userProfiles in Pulumi.${lob.name}.yaml`,
      );
    }
    const session = studioSession(world, sessions, profile, "app");
    return new StudioCode(estate, lob, studioOf(world, lob), session, profile.state.userProfileName);
  }

  /** The same code in a session that names nobody. */
  withoutName(): StudioCode {
    const { role, studio } = this.session;
    const session = this.estate.aws.sessions.open(role, "SageMaker", 3600, { studio });
    return new StudioCode(this.estate, this.lob, this.origin, session, this.profile);
  }

  /** Reads the file with the parent's role and ExternalId. */
  async readParent(): Promise<ToldOfParent> {
    const { config } = this.lob;
    const { region } = config;
    const bucket = bucketName(config, config);
    const url = new URL(`https://${bucket}.s3.${region}.amazonaws.com/.studio/parent-models.json`);
    const caller = { session: this.session, service: "s3", region };
    const headers = await signedHeaders({ method: "GET", url }, caller, this.estate.clock.now());
    const request = { method: "GET", url, headers, body: new Uint8Array() };
    const { path, answer } = await this.estate.aws.send(this.origin, request);
    if (answer?.status !== 200) {
      throw new Error(`${url.host} answers ${answer?.status ?? (path.reached ? "nothing" : path.reason)}`);
    }
    return v.parse(toldOfParent, JSON.parse(String(answer.body)));
  }

  /** Assumes the parent's role, or gives AWS's refusal. */
  async assume({ roleArn, externalId }: ToldOfParent): Promise<Credentials | string> {
    const client = new STSClient({ ...(await this.settings()), credentials: this.session });
    const input = { RoleArn: roleArn, RoleSessionName: this.profile, ExternalId: externalId };
    try {
      return (await client.send(new AssumeRoleCommand(input))).Credentials ?? "no credentials";
    } catch (error) {
      return wordsOf(error);
    } finally {
      client.destroy();
    }
  }

  /** Assumes the parent's role and invokes its endpoint: the model's answer, or AWS's refusal. */
  async invoke(told: ToldOfParent, endpoint: string, payload: Payload): Promise<string> {
    const assumed = await this.assume(told);
    if (typeof assumed === "string") {
      return assumed;
    }
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "", SessionToken } = assumed;
    const client = new SageMakerRuntimeClient({
      ...(await this.settings()),
      credentials: { accessKeyId, secretAccessKey, sessionToken: SessionToken ?? "" },
    });
    const input = {
      EndpointName: endpoint,
      ContentType: payload.contentType ?? "application/json",
      Body: bytesOf(payload),
    };
    try {
      const { ContentType: contentType = "", Body: bytes = new Uint8Array() } = await client.send(
        new InvokeEndpointCommand(input),
      );
      return shownAnswer({ status: 200, contentType, bytes });
    } catch (error) {
      return wordsOf(error);
    } finally {
      client.destroy();
    }
  }

  /** What an SDK finds around it: the session's keys, and AWS as the LOB's network finds it. */
  async surroundings() {
    const { region, endpoint } = await this.settings();
    return { keys: this.session, region, endpoint };
  }

  private async settings() {
    const { region } = this.lob.config;
    return { region, endpoint: await this.estate.aws.addressOf(this.origin, region), maxAttempts: 1 };
  }
}

function bytesOf({ body, isBase64Encoded }: Payload): Buffer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return Buffer.from(text, isBase64Encoded === true ? "base64" : "utf8");
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
