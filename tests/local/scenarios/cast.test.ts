import { expect } from "chai";
import { Estate } from "../../../local/estate/estate";
import {
  type Cast,
  freeAccount,
  newChild,
  placeOutsider,
  trustedCast,
  trusts,
  untrustedCast,
} from "../../../local/scenarios/cast";
import { Unplayable } from "../../../local/scenarios/unplayable";
import { isShared } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { childTexts, parentTexts, projectOf, sharedTexts, shippedProject } from "../support/project";

const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";
const openToOrganization = { ...parentTexts, children: "organization", organizationArn };
const stranger = { ...childTexts, account: "444444444444" };

/** Who takes part, or why nobody does. */
function told(cast: () => Cast): string {
  try {
    const { parent, child } = cast();
    return `${parent.name}, ${child.name} of ${child.config.account}`;
  } catch (error) {
    if (error instanceof Unplayable) {
      return error.message;
    }
    throw error;
  }
}

const written =
  "no stack here names stack parent as its parent: write a Pulumi.<stack>.yaml with role: child and parentStack: parent";

interface Case {
  readonly what: string;
  readonly project: Project;
  readonly trusted: string;
  readonly untrusted: string;
}

const cases: readonly Case[] = [
  {
    what: "the shipped project",
    project: shippedProject,
    trusted: "parent, child of 333333333333",
    untrusted: "parent, lob-b of 444444444444",
  },
  {
    what: "a project with only a parent",
    project: projectOf({ parent: parentTexts }),
    trusted: `${written} for account 333333333333`,
    untrusted: "parent, scenario-outsider of 555555555555",
  },
  {
    what: "a project whose children aren't trusted",
    project: projectOf({ parent: parentTexts, stranger, other: { ...childTexts, account: "555555555555" } }),
    trusted:
      'stack parent trusts no child here: add "444444444444" of stranger or "555555555555" of other to children in Pulumi.parent.yaml',
    untrusted: "parent, stranger of 444444444444",
  },
  {
    what: "a project whose trusted account has a child that reads no parent",
    project: projectOf({ parent: parentTexts, child: { role: "child", account: "333333333333", region: "eu-west-1" } }),
    trusted: `${written} for account 333333333333`,
    untrusted: "parent, scenario-outsider of 555555555555",
  },
  {
    what: "a project that has the made-up stacks and accounts already",
    project: projectOf({
      parent: { ...parentTexts, children: '["333333333333", "555555555555"]' },
      other: { role: "child", account: "666666666666", region: "eu-west-1" },
      "scenario-outsider": { role: "child", account: "777777777777", region: "eu-west-1" },
    }),
    trusted: `${written} for account 333333333333 or 555555555555`,
    untrusted: "parent, scenario-outsider-2 of 900000000000",
  },
  {
    what: "a project that trusts its whole organization",
    project: projectOf({ parent: openToOrganization }),
    trusted: `${written} for an account of the organization`,
    untrusted: "parent, scenario-outsider of 555555555555",
  },
  {
    what: "a project of two parents, the second of which has a child",
    project: projectOf({
      lonely: { ...parentTexts, account: "777777777777" },
      models: parentTexts,
      child: { ...childTexts, parentStack: "acme/project/models" },
    }),
    trusted: "models, child of 333333333333",
    untrusted: "models, scenario-outsider of 555555555555",
  },
];

describe("Who takes part in a scenario", () => {
  for (const { what, project, trusted, untrusted } of cases) {
    it(`is somebody trusted of the project's own and somebody not, in ${what}`, () => {
      expect(told(() => trustedCast(project))).to.equal(trusted);
      expect(told(() => untrustedCast(project))).to.equal(untrusted);
    });
  }

  it("gets a made-up child's stack as a person would write it, in the parent's region", () => {
    const { child } = untrustedCast(projectOf({ parent: { ...parentTexts, region: "eu-central-1" } }));

    expect(child.texts).to.deep.equal({
      role: "child",
      account: "555555555555",
      region: "eu-central-1",
      parentStack: "parent",
    });
  });
});

describe("A made-up account", () => {
  it("is one that the project names neither as a stack's nor as a child's", () => {
    expect(freeAccount(projectOf({}))).to.equal("555555555555");
    expect(freeAccount(projectOf({ child: { ...childTexts, account: "555555555555" } }))).to.equal("666666666666");
    expect(
      freeAccount(projectOf({ parent: { ...parentTexts, children: '["555555555555", "666666666666"]' } })),
    ).to.equal("900000000000");
  });

  it("is trusted where the whole organization is, or where it is listed", () => {
    const { parent } = untrustedCast(projectOf({ parent: parentTexts }));
    const { parent: open } = untrustedCast(projectOf({ parent: openToOrganization }));

    expect(trusts(parent, "333333333333")).to.equal(true);
    expect(trusts(parent, "444444444444")).to.equal(false);
    expect(trusts(open, "444444444444")).to.equal(true);
  });

  const memberships = [
    {
      what: "a member of the organization where accounts are listed, so that only the list refuses it",
      texts: { ...parentTexts, organizationArn },
      organization: { id: "o-exampleorg1", path: "o-exampleorg1/r-root/" },
    },
    {
      what: "in the first path that is demanded",
      texts: { ...parentTexts, organizationArn, organizationPaths: '["o-exampleorg1/r-ab12/ou-ab12-11111111/*"]' },
      organization: { id: "o-exampleorg1", path: "o-exampleorg1/r-ab12/ou-ab12-11111111/" },
    },
    { what: "in no organization where the whole organization is trusted", texts: openToOrganization },
    { what: "in no organization where there is none", texts: parentTexts },
  ];
  for (const { what, texts, organization } of memberships) {
    it(`is ${what}`, async () => {
      const project = projectOf({ parent: texts });
      const estate = await Estate.found(project, new URL("http://127.0.0.1/"));
      try {
        const cast = untrustedCast(project);
        placeOutsider(estate, cast);

        expect(estate.aws.world.account(cast.child.config.account)).to.deep.equal({ id: "555555555555", organization });
      } finally {
        await estate.close();
      }
    });
  }
});

describe("A made-up LOB's CIDR block", () => {
  const rangeBeside = (vpcCidr: string) => {
    const lob = { role: "child", account: "333333333333", region: "eu-west-1", sharedStack: "shared", vpcCidr };
    const project = projectOf({ shared: { ...sharedTexts, lobSupernet: "10.100.0.0/16" }, "lob-a": lob });
    const hub = project.stacks.find(isShared);
    return newChild(project, { wanted: "new", account: "555555555555", parent: undefined, hub }).child.config.vpcCidr;
  };

  it("is a smaller one where the supernet has no /16 left", () => {
    expect(rangeBeside("10.100.0.0/17")).to.equal("10.100.128.0/17");
    expect(rangeBeside("10.100.0.0/20")).to.equal("10.100.128.0/17");
  });

  it("is none where nothing is left", () => {
    expect(() => rangeBeside("10.100.0.0/16")).to.throw(
      Unplayable,
      "lobSupernet 10.100.0.0/16 of stack shared has no room for the LOB that this scenario adds: widen it",
    );
  });
});
