import { AppType, MlTools, StudioLifecycleConfigAppType } from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import { appsOf, hiddenFrom } from "../../../infra/lob/studio-apps";

describe("the apps and tools that Studio shows", () => {
  it("are JupyterLab, and Code Editor with its capability", () => {
    expect(appsOf(["training"])).to.deep.equal(["JupyterLab"]);
    expect(appsOf(["code-editor"])).to.deep.equal(["JupyterLab", "CodeEditor"]);
    expect(Object.values<string>(StudioLifecycleConfigAppType)).to.include.members([...appsOf(["code-editor"])]);
  });

  it("hide every tool of SageMaker's that no capability makes work, by SageMaker's names", () => {
    const every: readonly string[] = Object.values(MlTools);
    const none = hiddenFrom(["parent-models"]).hiddenMlTools;
    expect(none).to.deep.equal(every.filter((tool) => tool !== "RunningInstances").sort());

    const shown = (capability: string) => none.filter((tool) => !hiddenFrom([capability]).hiddenMlTools.includes(tool));
    expect(shown("training")).to.deep.equal(["Training"]);
    expect(shown("models")).to.deep.equal(["Endpoints", "Models"]);
    expect(shown("registry")).to.deep.equal(["Models"]);
    expect(shown("ecr")).to.deep.equal([]);
  });

  it("hide the apps of the navigation that people may not run", () => {
    const hidden = hiddenFrom(["training"]).hiddenAppTypes;
    expect(hidden).to.deep.equal(["Canvas", "CodeEditor", "JupyterServer", "RStudioServerPro"]);
    expect(Object.values<string>(AppType)).to.include.members(hidden);
    expect(hiddenFrom(["code-editor"]).hiddenAppTypes).to.deep.equal(["Canvas", "JupyterServer", "RStudioServerPro"]);
  });
});
