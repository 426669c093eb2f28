import { AdminCreateUserCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { signInRefusals, texts } from "../../../infra/access/sign-in-page/texts";
import { internet } from "../../../local/aws/network/origin";
import type { Estate } from "../../../local/estate/estate";
import { operatorOf } from "../../../local/estate/operator";
import { deskOf } from "../../../local/estate/places";
import { otherNetwork } from "../../../local/scenarios/other-network";
import type { Member } from "../../../local/scenarios/people";
import { lobsOf, theHub } from "../../../local/scenarios/studio-stage";
import { enter } from "../../../local/scenarios/studio-users";
import { Front } from "../../../local/serve/front";
import { generatePassword } from "../../../scripts/populate/passwords";
import type { Project } from "../../../stacks/project/stack";
import { Administrator, standing } from "../../flows/support/studio-estate";
import { newPerson, type Person } from "./people";

/** The page's text for a code of Cognito's. */
export function words(code: string, begins?: string): string {
  return signInRefusals.find((one) => one.code === code && one.begins === begins)?.text ?? "";
}

/** An estate with people, and addresses of it for a browser. */
export class Stand {
  private readonly people: Person[] = [];

  private constructor(
    readonly estate: Estate,
    readonly hub: ReturnType<typeof theHub>,
    readonly members: readonly Member[],
    readonly administrator: Administrator,
    private readonly front: Front,
    private readonly browser: Browser,
  ) {}

  static async of(project: Project, browser: Browser): Promise<Stand> {
    const estate = await standing(project);
    const hub = theHub(project);
    const members = await enter(estate, hub, lobsOf(project, hub).slice(0, 2));
    const places = {
      "on-premises": deskOf(estate.aws.world, hub),
      internet,
      "another-network": await otherNetwork(estate, hub),
    };
    const front = await Front.open(estate.aws, places);
    return new Stand(estate, hub, members, await Administrator.of(estate, hub), front, browser);
  }

  address(place = "on-premises", rest = ""): string {
    return this.front.addressOf(`${this.estate.output(this.hub, "apiUrl")}${rest}`, place);
  }

  /** Somebody who has opened the page. */
  async somebody(rest = "", options: BrowserContextOptions = {}): Promise<Person> {
    const person = await newPerson(this.browser, options);
    this.people.push(person);
    await person.page.goto(this.address("on-premises", rest));
    return person;
  }

  /** Makes a user who has to choose a password at the first sign-in. */
  async newcomer(user: string): Promise<string> {
    const settings = { region: this.hub.config.region, ...(await operatorOf(this.estate.aws, this.hub.config)) };
    const client = new CognitoIdentityProviderClient(settings);
    const TemporaryPassword = generatePassword();
    const UserPoolId = this.estate.output(this.hub, "userPoolId");
    await client.send(
      new AdminCreateUserCommand({ UserPoolId, Username: user, TemporaryPassword, MessageAction: "SUPPRESS" }),
    );
    client.destroy();
    return TemporaryPassword;
  }

  /** Does work while AWS answers some calls in another way. */
  async whileAws(answer: Parameters<Estate["aws"]["interfere"]>[0], work: () => Promise<void>): Promise<void> {
    this.estate.aws.interfere(answer);
    try {
      await work();
    } finally {
      this.estate.aws.interfere(async () => undefined);
    }
  }

  /** Ends what the test opened, and sees that nothing went wrong there. */
  async rest(): Promise<void> {
    for (const { context, complaints, foreign } of this.people.splice(0)) {
      await context.close();
      expect(complaints).to.deep.equal([]);
      expect(foreign).to.deep.equal([]);
    }
  }

  async close(): Promise<void> {
    this.administrator.close();
    await this.front.close();
    await this.estate.close();
  }
}

export async function signIn({ page }: Person, user: string, password: string): Promise<void> {
  await page.getByLabel(texts.user, { exact: true }).fill(user);
  await page.getByLabel(texts.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: texts.signIn, exact: true }).click();
}

export async function isInStudio({ page }: Person, { domain, profile }: Member): Promise<void> {
  await page.getByRole("heading", { name: "SageMaker Studio" }).waitFor();
  const text = await page.locator("body").innerText();
  expect(text).to.include(domain).and.to.include(`User: ${profile}`);
}

export function said({ page }: Person, text: string): Promise<void> {
  return page.getByRole("alert").filter({ hasText: text }).waitFor();
}

export async function choosePassword(page: Page, one: string, other: string): Promise<void> {
  await page.getByLabel(texts.newPassword, { exact: true }).fill(one);
  await page.getByLabel(texts.repeatedPassword, { exact: true }).fill(other);
  await page.getByRole("button", { name: texts.saveNewPassword }).click();
}
