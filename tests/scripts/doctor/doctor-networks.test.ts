import { expect } from "chai";
import { transitGateway, vpcAttachment } from "../../../local/aws/ec2/kinds";
import { defaultTables } from "../../../local/aws/ec2/transit-gateway";
import { attachNetwork, member, sharedWithOrganization } from "../../flows/support/foreign-network";
import { DoctorBench } from "./doctor-bench";
import { Hands, problem } from "./hands";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const hubAccount = "111122223333";
const lobA = "333333333333";
const lobB = "444444444444";

interface Case {
  readonly what: string;
  readonly account: string;
  readonly cidr: string;
  /** What is wrong with it, without the attachment's id and what to do. */
  readonly says?: string;
  /** The account of a LOB whose own attachment isn't there yet. */
  readonly before?: string;
}

const cases: readonly Case[] = [
  {
    what: "part of a corporate CIDR block by a member of the organization",
    account: member,
    cidr: "192.168.10.128/25",
    says: `of account ${member} announces 192.168.10.128/25, which overlaps the corporate CIDR block 192.168.10.0/24: the hub takes it for the corporate network`,
  },
  {
    what: "more than a corporate CIDR block by a LOB",
    account: lobA,
    cidr: "192.168.0.0/16",
    says: `of account ${lobA} announces 192.168.0.0/16, which overlaps the corporate CIDR block 192.168.10.0/24: the hub takes it for the corporate network`,
  },
  {
    what: "a LOB's CIDR block before the LOB itself",
    account: member,
    cidr: "10.101.0.0/16",
    before: lobB,
    says: `of account ${member} announces 10.101.0.0/16, which overlaps 10.101.0.0/16 of LOB lob-b in account ${lobB}: the hub may answer there in place of the LOB`,
  },
  {
    what: "part of a LOB's CIDR block, which the table doesn't take",
    account: member,
    cidr: "10.101.3.0/24",
    says: `of account ${member}, which isn't a LOB's, announces a CIDR block that the hub's table didn't accept: another network has it`,
  },
  {
    what: "a free CIDR block among the LOBs' by a member of the organization",
    account: member,
    cidr: "10.110.0.0/16",
    says: `of account ${member} announces 10.110.0.0/16, which overlaps lobSupernet 10.96.0.0/11, and the account isn't a LOB's: the hub takes it for a LOB`,
  },
  {
    what: "a further CIDR block among the LOBs' by a LOB",
    account: lobA,
    cidr: "10.110.0.0/16",
    says: `of account ${lobA} announces 10.110.0.0/16, and that account's LOB lob-a has the CIDR block 10.100.0.0/16: only that one is the LOB's`,
  },
  { what: "a CIDR block that is nobody's", account: member, cidr: "172.31.0.0/16" },
];

describe("scripts/doctor on a transit gateway to which accounts attach what they like", () => {
  let bench: DoctorBench;
  let hands: Hands;
  before(async () => {
    bench = await DoctorBench.start();
    hands = new Hands(bench.world);
    bench.estate.placeAccount(member, bench.world.account(hubAccount)?.organization);
  });
  afterEach(() => hands.putBack());
  after(() => bench.close());

  /** What to do about an attachment. */
  function remedy(account: string, id: string): string {
    const [gateway] = bench.world.list(transitGateway, hubAccount);
    const table = gateway === undefined ? undefined : defaultTables(bench.world, gateway).propagation;
    const first =
      account === member
        ? "take the account out of shareWith of stack shared, and have it delete the attachment"
        : "have the account delete the attachment, or give its network the LOB's CIDR block";
    return `${first}; to stop it at once, in account ${hubAccount}, aws ec2 disable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${table} --transit-gateway-attachment-id ${id} --region eu-west-1`;
  }

  for (const { what, account, cidr, says, before: missing } of cases) {
    it(`${says === undefined ? "lets pass" : "names"} ${what}`, async () => {
      hands.later(sharedWithOrganization(bench.world));
      if (missing !== undefined) {
        hands.remove(hands.only(vpcAttachment, missing));
      }
      const { id, detach } = await attachNetwork(bench.estate.aws, account, cidr);
      try {
        expect(await bench.complaints({ stack: ["shared"] })).to.deep.equal(
          says === undefined
            ? []
            : [problem("stack shared: networks of other accounts", `${id} ${says}; ${remedy(account, id)}`)],
        );
      } finally {
        await detach();
      }
    });
  }
});
