import { expect } from "chai";
import * as fc from "fast-check";
import { filesBucketPolicy } from "../../../infra/lob/policies/files-bucket-policy";
import { studioExecutionPolicy, studioIdentityPolicy } from "../../../infra/lob/policies/studio-execution-policies";
import { bucketName, lobNames } from "../../../infra/support/naming";
import { simulate } from "../../../local/aws/iam/simulator";
import {
  ann,
  apiEndpointId,
  bob,
  type Call,
  cho,
  nobodyMay,
  ownWork,
  region,
  type Studio,
  studioEndpointId,
} from "./studio-calls";

/*
 * What code in Studio may do, decided by IAM's rules on the documents that the components build. What these cases
 * don't prove: which condition keys SageMaker really puts on a session; they follow its Developer Guide.
 */

/** What SageMaker puts on a session of Studio; AWS's documents leave open which of the two. */
interface Session {
  readonly hasVariables: boolean;
  readonly hasIdentity: boolean;
}

const usual: Session = { hasVariables: true, hasIdentity: true };
const onlyVariables: Session = { hasVariables: true, hasIdentity: false };
const onlyIdentity: Session = { hasVariables: false, hasIdentity: true };

/**
 * Asks IAM about a call that somebody's code in Studio makes. The two variables of SageMaker's are put in place here:
 * the Service Authorization Reference lists them for no action, since they belong to the session.
 */
async function may(who: Studio, call: Call, { hasVariables, hasIdentity }: Session = usual): Promise<boolean> {
  const roleName = lobNames(who.lob, {}).executionRole;
  const bucket = bucketName({ ...who, region }, {});
  const execution = { ...who, region, roleName, bucket, apiEndpointId, studioEndpointId };
  const written = JSON.stringify(studioExecutionPolicy(execution));
  const text = hasVariables
    ? written
        .replaceAll(`\${sagemaker:DomainId}`, who.domainId)
        .replaceAll(`\${sagemaker:UserProfileName}`, who.profile)
    : written;
  const isOnFiles = call.action.startsWith("s3:");
  const { result } = await simulate({
    principal: `arn:aws:sts::${who.account}:assumed-role/${roleName}/SageMaker`,
    action: call.action,
    // A LOB's session asks only its own account, whatever the resource's name.
    resource: { arn: call.resource, account: who.account },
    context: {
      ...(hasIdentity && { "aws:SourceIdentity": who.profile }),
      ...(isOnFiles && { "aws:SecureTransport": "true" }),
      ...call.context,
    },
    identityPolicies: [
      { name: "UseOwnStudio", document: JSON.parse(text) },
      { name: "UseOwnStudioByIdentity", document: studioIdentityPolicy(execution) },
    ],
    resourcePolicy: isOnFiles ? { name: "the bucket's policy", document: filesBucketPolicy(bucket) } : undefined,
  });
  return result === "Allowed";
}

/** What touches somebody's own: nobody else of the LOB may. */
const ownAlone = [
  "describe the profile",
  "create a private space",
  "change the space",
  "create JupyterLab",
  "create JupyterLab by its ARN in lower case",
  "make a URL through the API's endpoint",
  "use the URL through Studio's endpoint",
  "write a file",
  "read a file",
  "delete a file",
  "give up an upload",
  "list files",
  "list a folder",
  "delete JupyterLab",
  "delete the space",
];

function call(title: string, whose: Studio): Call {
  const make = ownWork[title];
  if (make === undefined) {
    throw new Error(`there is no case "${title}"`);
  }
  return make(whose);
}

describe("code in Studio", () => {
  for (const title of Object.keys(ownWork)) {
    it(`may ${title}`, async () => {
      expect(await may(ann, call(title, ann))).to.equal(true);
    });
  }

  for (const title of ownAlone) {
    it(`may not ${title} where that is another user's of the same LOB`, async () => {
      expect(await may(ann, call(title, bob))).to.equal(false);
      expect(await may(bob, call(title, ann))).to.equal(false);
    });
  }

  for (const [title, make] of Object.entries(nobodyMay)) {
    it(`may not ${title}`, async () => {
      expect(await may(ann, make(ann))).to.equal(false);
    });
  }

  it("may add to the log of another user's space, since SageMaker names no user there, and neither read nor delete one", async () => {
    const writing = call("write logs", bob);
    expect(await may(ann, writing)).to.equal(true);
    for (const action of ["logs:DeleteLogStream", "logs:GetLogEvents"]) {
      expect(await may(ann, { ...writing, action }), action).to.equal(false);
    }
  });

  it("opens JupyterLab whether its session has SageMaker's variables, a source identity, or both; files take the identity", async () => {
    const neither = { hasVariables: false, hasIdentity: false };
    for (const title of ownAlone) {
      const isOnFiles = call(title, ann).action.startsWith("s3:");
      expect(await may(ann, call(title, ann), onlyVariables), title).to.equal(!isOnFiles);
      expect(await may(ann, call(title, ann), onlyIdentity), title).to.equal(true);
      expect(await may(ann, call(title, ann), neither), title).to.equal(false);
    }
  });

  it("does everything on its own and touches nothing of anybody else's, of any user in any LOB", async () => {
    const profile = fc.stringMatching(/^[a-zA-Z0-9](-{0,2}[a-zA-Z0-9]){1,20}$/);
    const somebody = fc.record({
      place: fc.constantFrom(ann, cho),
      profile: fc.oneof(profile, fc.constantFrom("ann", "ann-2", "Ann", "nn")),
    });
    const session = fc.constantFrom(usual, onlyIdentity);
    await fc.assert(
      fc.asyncProperty(somebody, somebody, session, fc.constantFrom(...ownAlone), async (one, other, on, title) => {
        const [who, whose] = [one, other].map(({ place, profile: name }) => ({ ...place, profile: name }));
        if (who === undefined || whose === undefined) {
          throw new Error("there are two");
        }
        const isOwn = who.lob === whose.lob && who.profile === whose.profile;
        expect(await may(who, call(title, who), on)).to.equal(true);
        expect(await may(who, call(title, whose), on)).to.equal(isOwn);
      }),
      { numRuns: 150 },
    );
  });

  it("reaches nothing at all of another LOB, except the lists, which show only its own account", async () => {
    const lists = ["list domains", "list profiles", "list spaces", "list apps"];
    for (const title of Object.keys(ownWork).filter((name) => !lists.includes(name))) {
      expect(await may(ann, call(title, cho)), title).to.equal(false);
    }
  });
});
