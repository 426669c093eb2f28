import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { type AttributeValue, DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Readings } from "../../../local/aws/readings";
import { Estate } from "../../../local/estate/estate";
import { withSimulators } from "../../../local/estate/on-premises";
import { operatorOf } from "../../../local/estate/operator";
import type { Page } from "../../../local/scenarios/browser";
import type { Member } from "../../../local/scenarios/people";
import { signIn, type Tokens } from "../../../local/scenarios/sign-in";
import { StudioStage } from "../../../local/scenarios/studio-stage";
import { generatePassword } from "../../../scripts/populate/passwords";
import { isShared, type SharedStack } from "../../../stacks/project/roles";
import { makeStack, type Project } from "../../../stacks/project/stack";
import { shippedProject } from "../../local/support/project";

/** No test with this estate invokes a model. */
export const noModel = new URL("http://127.0.0.1:9/");

/**
 * Brings every stack of a project up. Where one fails, nothing stays that would keep the test run from ending.
 *
 * @param model address of the model behind every endpoint. Default: one that nobody invokes.
 * @param readings how questions that AWS leaves open are answered. Default: as assumed.
 */
export async function standing(project: Project, model = noModel, readings?: Readings): Promise<Estate> {
  const estate = await Estate.found(project, model, undefined, readings);
  try {
    for (const stack of project.stacks) {
      await estate.up(stack);
    }
  } catch (error) {
    await estate.close();
    throw error;
  }
  return estate;
}

/** What an administrator of a hub's account does by hand. */
export class Administrator {
  private constructor(
    private readonly estate: Estate,
    private readonly hub: SharedStack,
    private readonly cognito: CognitoIdentityProviderClient,
    private readonly dynamodb: DynamoDBClient,
  ) {}

  static async of(estate: Estate, hub: SharedStack): Promise<Administrator> {
    const settings = { region: hub.config.region, ...(await operatorOf(estate.aws, hub.config)) };
    return new Administrator(estate, hub, new CognitoIdentityProviderClient(settings), new DynamoDBClient(settings));
  }

  close(): void {
    this.cognito.destroy();
    this.dynamodb.destroy();
  }

  /** Makes a user of a pool, the hub's own unless told, and returns the password. */
  async makeUser(user: string, pool = this.estate.output(this.hub, "userPoolId")): Promise<string> {
    const password = generatePassword();
    const place = { UserPoolId: pool, Username: user };
    await this.cognito.send(new AdminCreateUserCommand({ ...place, MessageAction: "SUPPRESS" }));
    await this.cognito.send(new AdminSetUserPasswordCommand({ ...place, Password: password, Permanent: true }));
    return password;
  }

  /** Writes a user's row. */
  enterUser(userId: string, lob: string, profileName: string): Promise<void> {
    return this.write("usersTableName", { userId: { S: userId }, lob: { S: lob }, profileName: { S: profileName } });
  }

  /** Deletes a user's row; the user of the pool, and the tokens, stay. */
  async removeUser(userId: string): Promise<void> {
    const TableName = this.estate.output(this.hub, "usersTableName");
    await this.dynamodb.send(new DeleteItemCommand({ TableName, Key: { userId: { S: userId } } }));
  }

  /** Writes a line of business's row. */
  enterLob(lob: string, accountId: string): Promise<void> {
    const { region } = this.hub.config;
    return this.write("lobsTableName", { lob: { S: lob }, accountId: { S: accountId }, region: { S: region } });
  }

  private async write(table: string, Item: Record<string, AttributeValue>): Promise<void> {
    await this.dynamodb.send(new PutItemCommand({ TableName: this.estate.output(this.hub, table), Item }));
  }
}

/** The shipped estate with a person of each LOB, and an administrator of its hub. */
export interface StudioEstate {
  readonly stage: StudioStage;
  readonly administrator: Administrator;
  /** The first person, of LOB A. */
  readonly member: Member;
  /** Signs somebody in, over the internet, at a client, the hub's own unless told. */
  signIn(user: string, password: string, clientId?: string): Promise<Tokens>;
  /** Asks the API with a token; the path is what follows the stage. */
  call(path: string, token: string, method?: "GET" | "POST"): Promise<Page>;
}

/** The shipped project with its authorizer in the hub's VPC. */
export const shippedInVpc: Project = {
  ...shippedProject,
  stacks: shippedProject.stacks.map((stack) =>
    isShared(stack) ? makeStack(stack.name, { ...stack.texts, authorizerInVpc: "true" }) : stack,
  ),
};

/** Gives a suite the shipped estate, or another project's; its tests leave it as they found it. */
export function suiteWithStudio(configured = shippedProject): () => StudioEstate {
  let estate: Estate | undefined;
  let studio: StudioEstate | undefined;
  before(async () => {
    const project = withSimulators(configured);
    estate = await standing(project);
    const stage = await StudioStage.open(project, estate);
    studio = studioOf(stage, await Administrator.of(estate, stage.hub));
  });
  after(async () => {
    studio?.administrator.close();
    await studio?.stage.close();
    await estate?.close();
  });
  return () => {
    if (studio === undefined) {
      throw new Error("the estate exists only during tests");
    }
    return studio;
  };
}

function studioOf(stage: StudioStage, administrator: Administrator): StudioEstate {
  const { estate, hub, members } = stage;
  return {
    stage,
    administrator,
    member: members[0],
    signIn: (user, password, clientId = estate.output(hub, "userPoolClientId")) =>
      signIn(stage.laptop(), {
        region: hub.config.region,
        clientId,
        user,
        password,
        authenticators: new Map(),
        now: () => estate.clock.now(),
      }),
    call: (path, token, method = "GET") =>
      stage.desk().open(`${estate.output(hub, "apiUrl")}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      }),
  };
}
