import { expect } from "chai";
import { accessSentence, grouped } from "../../local/verify/access/grouped";
import { findingsOf } from "../../local/verify/findings";
import { verify } from "../../local/verify/verification";
import { makeStack, type Project } from "../../stacks/project/stack";
import { streamingProject } from "../local/support/streaming-project";
import { streamingWidenings } from "./cases/streaming-widenings";
import { declaration, namesEach } from "./support/widening-suite";

const lobB = makeStack("lob-b", {
  role: "child",
  account: "444444444444",
  region: "eu-west-1",
  parentStack: "parent",
});

/** The same with a second child, which the parent doesn't trust. */
const project: Project = { ...streamingProject, stacks: [...streamingProject.stacks, lobB] };

/** Each change is made to the resources that the stacks made, and taken back. */
describe("npm run verify of a parent that streams", () => {
  const estate = namesEach(project, streamingWidenings);

  it("finds it as it is declared, with the function's role", async () => {
    const verification = await verify(estate(), declaration);
    expect(findingsOf(verification)).to.deep.equal([]);
    const sentences = grouped(verification.allowed).map(accessSentence);
    expect(sentences.filter((sentence) => sentence.includes("stream"))).to.deep.equal([
      "SageMakerExternal of parent may stream from endpoint llm of parent, from internet",
      "SageMakerInvoker-stream-child of child may assume SageMakerExternal of parent, with its ExternalId, from internet",
      "service lambda may assume SageMakerInvoker-stream-child of child, from AWS itself",
      "service lambda may assume SageMakerInvoker-stream-lob-b of lob-b, from AWS itself",
    ]);
  });
});
