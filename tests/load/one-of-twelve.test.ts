import * as path from "node:path";
import { expect } from "chai";
import { securityGroup, securityGroupEgressRule, securityGroupIngressRule } from "../../local/aws/ec2/kinds";
import { rolePolicy } from "../../local/aws/iam/kinds";
import { Declaration } from "../../local/verify/access/declared";
import { accessSentence, grouped } from "../../local/verify/access/grouped";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { verify } from "../../local/verify/verification";
import {
  adding,
  all,
  bucketStatement,
  type Change,
  having,
  inline,
  named,
  openEndpoint,
  trust,
  without,
} from "../flows/support/estate-changes";
import { withLobs } from "../flows/support/more-lobs";
import { shippedProject } from "../local/support/project";

const declaration = Declaration.read(path.resolve(__dirname, "../.."));
const account = "555555555559";
const lob = "lob-g";

/** LOBs besides `child`, whose function the parent trusts: all of them set up alike. */
const untrusted = ["lob-b", ..."cdefghijkl"].map((letter) => letter.replace(/^(?=.$)/, "lob-"));

const everywhere = ["hub shared", ...["child", ...untrusted].map((name) => `LOB ${name}`)];

function from(places: readonly string[]): string {
  return `${places.slice(0, -1).join(", ")} and ${places.at(-1)}`;
}

/** A way to widen one LOB by hand, with what somebody may do then. */
interface Widening {
  readonly what: string;
  readonly change: Change;
  /** LOBs that are like no other then. Default: the one. */
  readonly parted?: readonly string[];
  readonly appears: readonly string[];
}

const widenings: readonly Widening[] = [
  {
    what: "has one inline policy more",
    change: adding(rolePolicy, account, "one-more", () => ({
      name: "OneMore",
      role: `SageMakerInvoker-${lob}`,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "iam:PutRolePolicy",
            Resource: `arn:aws:iam::${account}:role/SageMakerInvoker-${lob}`,
          },
        ],
      }),
    })),
    appears: [
      `SageMakerInvoker-${lob} of ${lob} may change the policies of SageMakerInvoker-${lob} of ${lob}, from internet`,
    ],
  },
  {
    what: "lets Studio use the whole bucket",
    change: inline(
      lob,
      "lob-execution-policy",
      "OwnFiles",
      having({ Resource: `arn:aws:s3:::sagemaker-${lob}-${account}-eu-west-1/*` }),
    ),
    appears: [`user-${lob}`, "colleague"].flatMap((user) =>
      ["read", "write"].map(
        (verb) =>
          `Studio of ${user} in ${lob} may ${verb} files of ${user === "colleague" ? `user-${lob}` : "colleague"} in ${lob}, from ${from([...everywhere.slice(1), "internet"])}`,
      ),
    ),
  },
  {
    what: "trusts every role of the hub's account to make URLs",
    change: (world) => {
      const undo = ["HubFunctionForNamedUser", "HubFunctionNamesUser"].map((sid) =>
        trust(lob, "lob-generator-role", sid, without("aws:PrincipalArn"))(world),
      );
      return () => undo.reverse().forEach((one) => void one());
    },
    appears: ["administrator", "a role named like SageMakerInvoker-*"].map(
      (who) =>
        `${who} of shared may assume PresignedURLGenerator of ${lob}, with a source identity, from ${from([...everywhere, "internet"])}`,
    ),
  },
  {
    what: "has an endpoint for S3 with AWS's default policy",
    change: openEndpoint(lob, "lob-network-vpc-s3"),
    appears: ["a stranger", "another organization"].flatMap((owner) =>
      ["administrator", "a role named like SageMakerInvoker-*"].map(
        (who) => `${who} of ${owner} may use S3 in an account of their own, from LOB ${lob}`,
      ),
    ),
  },
  {
    what: "shares its bucket with another LOB's account",
    change: bucketStatement(lob, "lob-files-policy", {
      Sid: "Share",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::555555555560:root" },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::sagemaker-${lob}-${account}-eu-west-1/*`,
    }),
    // The other LOB isn't like the rest either: a policy names its account.
    parted: [lob, "lob-h"],
    appears: ["administrator", "a role named like SageMakerInvoker-*"].flatMap((who) =>
      [`user-${lob}`, "colleague"].map(
        (user) =>
          `${who} of lob-h may read files of ${user} in ${lob}, from ${from([...everywhere.slice(1), "internet"])}`,
      ),
    ),
  },
  {
    what: "lets users' apps reach each other",
    change: all(
      ...[securityGroupIngressRule, securityGroupEgressRule].map((type) =>
        adding(type, account, "among-apps", (world) => {
          const { id } = named(world, securityGroup, lob, "lob-groups-studio");
          const ports = { ipProtocol: "tcp", fromPort: 8192, toPort: 65_535 };
          return { securityGroupId: id, ...ports, referencedSecurityGroupId: id };
        }),
      ),
    ),
    appears: [`user-${lob}`, "colleague"].flatMap((user) =>
      [8192, 8888, 65_535].map(
        (port) =>
          `an app of another user in ${lob} may connect to an app of ${user} in ${lob} on TCP ${port}, from LOB ${lob}`,
      ),
    ),
  },
];

describe("npm run verify with twelve LOBs, one of them widened by hand", () => {
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(withLobs(shippedProject, 12));
  });

  after(() => estate.close());

  const takesAllForOne = async () => {
    const { alike, differences } = await verify(estate, declaration);

    expect(alike).to.deep.equal([untrusted]);
    expect(differences).to.deep.equal({ undeclared: [], refused: [], unknown: [] });
  };

  it("takes all that are set up alike for one", takesAllForOne);

  for (const { what, change, parted = [lob], appears } of widenings) {
    it(`names the one that ${what}, and takes it for like no other`, async () => {
      const undo = change(estate.estate.aws.world);
      try {
        const { alike, differences } = await verify(estate, declaration);

        expect(grouped(differences.undeclared).map(accessSentence)).to.deep.equal(appears);
        expect(alike).to.deep.equal([untrusted.filter((name) => !parted.includes(name))]);
      } finally {
        undo();
      }
    });
  }

  it("takes them for one again, and names nobody, once all is taken back", takesAllForOne);
});
