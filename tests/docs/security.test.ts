import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Via } from "../../local/aws/core/service";
import { vpcEndpoint } from "../../local/aws/ec2/kinds";
import { authorize } from "../../local/aws/iam/authorize";
import { role } from "../../local/aws/iam/kinds";
import { findPath } from "../../local/aws/network/path";
import { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { operatorOf } from "../../local/estate/operator";
import { shippedProject } from "../local/support/project";
import { tableUnder } from "./support/markdown";
import { Places } from "./support/places";

const text = readFileSync(path.resolve(__dirname, "../../docs/security.md"), "utf8");
const permissions = tableUnder(text, "Permissions");
const ways = tableUnder(text, "Ways");

const region = "eu-west-1";
const accounts: Readonly<Record<string, string>> = {
  shared: "111122223333",
  parent: "222222222222",
  child: "333333333333",
  "lob-b": "444444444444",
  stranger: "777777777777",
};

function accountOf(name: string): string {
  const id = accounts[name];
  if (id === undefined) {
    throw new Error(`docs/security.md names no account ${name}`);
  }
  return id;
}

describe("docs/security.md", () => {
  let estate: Estate;

  before(async () => {
    estate = await Estate.found(withSimulators(shippedProject), new URL("http://127.0.0.1:9/"));
    for (const stack of withSimulators(shippedProject).stacks) {
      await estate.up(stack);
    }
    estate.placeAccount(accountOf("stranger"), undefined);
    for (const account of [accountOf("stranger"), accountOf("shared")]) {
      await operatorOf(estate.aws, { account, region });
    }
  });

  after(() => estate.close());

  function viaOf(service: string): Via | undefined {
    if (service === "internet") {
      return undefined;
    }
    const endpoint = estate.aws.world
      .list(vpcEndpoint, accountOf("shared"))
      .find(({ stack, state }) => stack === "shared" && state.serviceName.endsWith(`.${service}`));
    if (endpoint === undefined) {
      throw new Error(`the hub has no endpoint ${service}`);
    }
    return { endpoint, sourceAddress: "10.100.0.9" };
  }

  /** `child profile user-lob-a` as AWS writes it. */
  function resourceOf(words: string) {
    const [owner = "", kind = "", name = ""] = words.split(" ");
    if (owner === "everything") {
      return { arn: "*", account: accountOf("child"), region };
    }
    const account = accountOf(owner);
    const domainId = () => new Places(estate).domainOf(owner);
    const arns: Readonly<Record<string, () => string>> = {
      role: () => `arn:aws:iam::${account}:role/${name}`,
      endpoint: () => `arn:aws:sagemaker:${region}:${account}:endpoint/${name}`,
      table: () => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
      profile: () => `arn:aws:sagemaker:${region}:${account}:user-profile/${domainId()}/${name}`,
    };
    const arn = arns[kind];
    if (arn === undefined) {
      throw new Error(`docs/security.md names no kind of resource ${kind}`);
    }
    return { arn: arn(), account, region };
  }

  function roleOf(account: string, name: string) {
    const found = estate.aws.world.list(role, account).find(({ state }) => state.name === name);
    if (found === undefined) {
      throw new Error(`account ${account} has no role ${name}`);
    }
    return found;
  }

  const carried: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "": {},
    ExternalId: { "sts:ExternalId": accountOf("parent") },
    "source identity": { "sts:SourceIdentity": "user-lob-a" },
  };

  it("has rows to ask", () => {
    expect(permissions).to.have.length(32);
    expect(ways).to.have.length(33);
  });

  for (const row of permissions) {
    const { who = "", may, action = "", on = "", from = "", with: given = "", "decided by": decidedBy = "" } = row;
    it(`is right that ${who} ${may === "yes" ? "may" : "may not"} ${action} on ${on} from ${from} ${given}`, async () => {
      const [owner = "", name = ""] = who.split(" ");
      const caller = roleOf(accountOf(owner), name);
      const resource = resourceOf(on);
      const isRole = on.includes(" role ");
      const target = isRole ? roleOf(resource.account, on.split(" ").at(-1) ?? "") : undefined;
      const mark = estate.aws.world.trail.mark();
      const allowed = await authorize(estate.aws.world, {
        session: estate.aws.sessions.open(caller, "somebody", 3600),
        via: viaOf(from),
        action,
        resource,
        context: { ...carried[given], ...(action === "sts:AssumeRole" && { "sts:RoleSessionName": "somebody" }) },
        ...(target !== undefined && {
          resourcePolicy: {
            name: `the trust policy of ${target.state.name}`,
            document: JSON.parse(target.state.assumeRolePolicy),
          },
        }),
      });
      const [decision] = estate.aws.world.trail.since(mark);

      expect({ may: allowed ? "yes" : "no", decidedBy: decision?.decidedBy }).to.deep.include({ may });
      expect(decision?.decidedBy).to.include(decidedBy);
    });
  }

  for (const { from = "", to = "", by = "", reached, "ends at": endsAt = "" } of ways) {
    it(`is right that ${from} ${reached === "yes" ? "reaches" : "doesn't reach"} ${to} by ${by}`, () => {
      const places = new Places(estate);
      for (const destination of places.destinations(to, by)) {
        const found = findPath(estate.aws.world, places.origin(from), destination, to === "resolver" ? 53 : 443);
        expect({ reached: found.reached ? "yes" : "no", endsAt: found.reached ? "" : found.failedAt }).to.deep.equal({
          reached,
          endsAt,
        });
      }
    });
  }
});
