import { expect } from "chai";
import type { World } from "../../../../local/aws/core/world";
import { internetGateway, transitGateway, vpc, vpcAttachment, vpcEndpoint } from "../../../../local/aws/ec2/kinds";
import { role } from "../../../../local/aws/iam/kinds";
import { withSimulators } from "../../../../local/estate/on-premises";
import { drawDiagram } from "../../../../local/verify/diagram/draw-diagram";
import type { ReportFigure } from "../../../../local/verify/document";
import type { Project } from "../../../../stacks/project/stack";
import { projectWithLobs } from "../../support/many-lobs";
import { childTexts, parentTexts, projectOf, shippedProject } from "../../support/project";
import { withWorld } from "../../support/standing";

/** Each text of a drawing, without the ids that are shown on demand. */
function texts({ svg }: ReportFigure): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text = ""]) => text.trim());
}

/** Each id of a kind that a drawing shows on demand, after a name. */
function idsIn({ svg }: ReportFigure, pattern: RegExp): string[] {
  return [...svg.matchAll(/>[^<]+<tspan class="id" font-weight="400"> ([^<]+)<\/tspan><\/text>/g)].flatMap(
    ([, id = ""]) => id.match(pattern) ?? [],
  );
}

/** The words of each line of a kind. */
function lines({ svg }: ReportFigure, kind: string): string[] {
  return [...svg.matchAll(new RegExp(`<g data-kind="${kind}">(.*?)</g>`, "gs"))].map(([, group = ""]) =>
    [...group.matchAll(/>([^<\n]+)</g)].map(([, text]) => text).join(" · "),
  );
}

/** A world, and what is drawn of it. */
async function drawn(project: Project) {
  return withWorld(project, async (world) => ({ figure: await drawDiagram(world, project), world }));
}

const ids = (world: World, type: typeof vpc | typeof vpcEndpoint | typeof vpcAttachment | typeof transitGateway) =>
  world.all<unknown>(type).map(({ id }) => id);

for (const [what, project] of [
  ["the shipped estate", shippedProject],
  ["the shipped estate with a simulator", withSimulators(shippedProject)],
  ["an estate of 12 LOBs", projectWithLobs(12)],
] as const) {
  describe(`the diagram of ${what}`, () => {
    let figure: ReportFigure;
    let world: World;

    before(async () => {
      ({ figure, world } = await drawn(project));
    });

    it("has every VPC, endpoint, attachment and transit gateway by name, and no other; an id is shown on demand only", () => {
      expect(idsIn(figure, /\bvpc-\w+/g)).to.have.members(ids(world, vpc));
      expect(idsIn(figure, /\bvpce-\w+/g)).to.have.members(ids(world, vpcEndpoint));
      expect(idsIn(figure, /\btgw-attach-\w+/g)).to.have.members(ids(world, vpcAttachment));
      expect(idsIn(figure, /\btgw-[0-9a-f]{17}\b/g)).to.have.members(ids(world, transitGateway));
      expect(texts(figure).filter((text) => /-[0-9a-f]{17}\b|^d-/.test(text))).to.deep.equal([]);
    });

    it("has a frame for every account, and in it every role with its trusts", () => {
      const frames = [...figure.svg.matchAll(/data-kind="account" data-id="account-(\d+)"/g)].map(([, id]) => id);
      const accounts = new Set(project.stacks.map(({ config }) => config.account));
      expect(frames).to.have.members([...accounts]);
      const roles = [...figure.svg.matchAll(/data-id="role-(\d+-[\w-]+)"/g)].map(([, name]) => name);
      expect(roles).to.have.members(world.all(role).map(({ account, state }) => `${account}-${state.name}`));
      expect(texts(figure).filter((text) => text.startsWith("trusts "))).to.have.lengthOf(roles.length);
    });

    it("has internet gateways where a VPC has one, which only a simulator has", () => {
      const isSimulated = project.stacks.some(({ texts: config }) => config.onPremisesSimulator === "true");
      const drawnIn = [...figure.svg.matchAll(/data-id="(vpc-\w+)-internet-gateways"/g)].map(([, id]) => id);
      expect(drawnIn).to.deep.equal(world.all(internetGateway).map(({ state }) => state.vpcId));
      expect(drawnIn).to.have.length(isSimulated ? 1 : 0);
    });

    it("has only ids of its own, each once", () => {
      const found = [...figure.svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(found).to.have.members(["diagram-title", "diagram-description", "diagram-arrow"]);
    });
  });
}

describe("the diagram's lines", () => {
  it("are each attachment with its tables and each trust between accounts", async () => {
    const { figure } = await drawn(shippedProject);
    expect(lines(figure, "attachment")).to.have.members([
      "VPC 10.0.0.0/16 · associated with hub-tgw-hub · propagates to hub-tgw-spokes",
      "VPC 10.100.0.0/16 · associated with hub-tgw-spokes · propagates to hub-tgw-hub",
      "VPC 10.101.0.0/16 · associated with hub-tgw-spokes · propagates to hub-tgw-hub",
    ]);
    expect(lines(figure, "trust")).to.have.members([
      "StudioPresignedUrl-shared · may assume · PresignedURLGenerator",
      "StudioPresignedUrl-shared · may assume · PresignedURLGenerator",
      "SageMakerInvoker-child · may assume · SageMakerExternal",
    ]);
    expect(figure.description).to.equal(
      "4 accounts with their VPCs, endpoints and roles. Solid lines are the 3 attachments of VPCs to transit gateways, with the table that each is associated with, and those that it propagates to. Dashed arrows are the 3 pairs of roles of two accounts of which the first may assume the second, as far as trust policies decide. LOBs with the same relations stand in one frame, and their relations are drawn as one.",
    );
  });

  it("stand beside what each LOB's DNS Firewall does with names", async () => {
    const { figure } = await drawn(shippedProject);
    const all = texts(figure);
    for (const text of ["DNS Firewall", "allows 10 names", "blocks every other name"]) {
      expect(
        all.filter((other) => other === text),
        text,
      ).to.have.lengthOf(2);
    }
  });

  it("are drawn once for LOBs that are alike, with how many they stand for", async () => {
    const { figure } = await drawn(projectWithLobs(12));
    expect(lines(figure, "attachment")).to.have.members([
      "VPC 10.0.0.0/16 · associated with hub-tgw-hub · propagates to hub-tgw-spokes",
      "VPC 10.1*.0.0/16 · associated with hub-tgw-spokes · propagates to hub-tgw-hub · 11 of them",
      "VPC 10.101.0.0/16 · associated with hub-tgw-spokes · propagates to hub-tgw-hub",
    ]);
    expect(lines(figure, "trust")).to.have.members([
      "StudioPresignedUrl-shared · may assume · PresignedURLGenerator · 11 of them",
      "StudioPresignedUrl-shared · may assume · PresignedURLGenerator",
      "SageMakerInvoker-lob-* · may assume · SageMakerExternal · 11 of them",
    ]);
    expect(texts(figure)).to.include("11 LOBs alike");
  });

  it("fit a page of 1,280 pixels at 12 LOBs", async () => {
    const { figure } = await drawn(projectWithLobs(12));
    const [, width] = /<svg [^>]*width="(\d+)"/.exec(figure.svg) ?? [];
    expect(Number(width)).to.be.within(900, 1204);
  });

  it("are only the trust where there is no hub", async () => {
    const { figure } = await drawn(projectOf({ parent: parentTexts, child: childTexts }));
    expect(lines(figure, "attachment")).to.deep.equal([]);
    expect(lines(figure, "trust")).to.deep.equal(["SageMakerInvoker-child · may assume · SageMakerExternal"]);
  });
});
