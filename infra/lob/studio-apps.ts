/** An app of Studio that people may run, as SageMaker calls its type. */
export type StudioApp = "JupyterLab" | "CodeEditor";

/** The apps that a LOB's people may run: JupyterLab, and Code Editor where its capability is on. */
export function appsOf(capabilities: readonly string[]): readonly StudioApp[] {
  return capabilities.includes("code-editor") ? ["JupyterLab", "CodeEditor"] : ["JupyterLab"];
}

/**
 * The tools that Studio's navigation offers, each with the capabilities that make it work; without any, people would
 * only see refusals there. Running instances are the user's own apps.
 *
 * Source: SageMaker API, StudioWebPortalSettings, `HiddenMlTools`.
 */
const tools: Readonly<Record<string, readonly string[]>> = {
  AutoMl: [],
  Comet: [],
  DataWrangler: [],
  Datasets: [],
  DeepchecksLLMEvaluation: [],
  EmrClusters: [],
  Endpoints: ["models"],
  Evaluators: [],
  Experiments: [],
  FeatureStore: [],
  Fiddler: [],
  HyperPodClusters: [],
  InferenceOptimization: [],
  InferenceRecommender: [],
  JumpStart: [],
  LakeraGuard: [],
  ModelEvaluation: [],
  Models: ["models", "registry"],
  PerformanceEvaluation: [],
  Pipelines: [],
  Projects: [],
  Training: ["training"],
};

/** What Studio's navigation doesn't show. */
export interface Hidden {
  /** Tools, in alphabetical order. */
  readonly hiddenMlTools: string[];
  /** Types of apps, in alphabetical order. */
  readonly hiddenAppTypes: string[];
}

/**
 * What Studio's navigation hides from people with these capabilities. It only spares them refusals: what they may do is
 * up to the execution role. `JupyterServer` is Studio Classic.
 *
 * Instance types aren't hidden: `HiddenInstanceTypes` takes what to hide, so it would name the 170 others that AWS has, and
 * the provider refuses in a preview each that is newer than the provider.
 *
 * Source: SageMaker API, StudioWebPortalSettings, `HiddenAppTypes`, of which these have an entry in the navigation;
 * terraform-provider-aws, `hidden_instance_types`, `enum.Validate[awstypes.AppInstanceType]`.
 */
export function hiddenFrom(capabilities: readonly string[]): Hidden {
  const apps: readonly string[] = appsOf(capabilities);
  return {
    hiddenMlTools: Object.entries(tools).flatMap(([tool, shownBy]) =>
      shownBy.some((capability) => capabilities.includes(capability)) ? [] : [tool],
    ),
    hiddenAppTypes: ["Canvas", "CodeEditor", "JupyterServer", "RStudioServerPro"].filter((app) => !apps.includes(app)),
  };
}
