import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeDiagnostic,
  AnalyzeRequest,
  type AnalyzeResponse,
  type AnalyzerInfo,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Resource } from "../../../policy/support/rule";

const folder = path.resolve(__dirname, "../../../policy");

/** What the engine sends in place of a text that it doesn't know in a preview. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the engine would print of a finding. */
export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly isMandatory: boolean;
  readonly urn: string;
}

/** A pack that names itself as it should. */
export interface PackInfo {
  readonly name: string;
  readonly version: string;
  readonly policies: readonly string[];
}

function answerOf<Response>(
  ask: (done: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    ask((error, response) => (error === null ? resolve(response) : reject(error)));
  });
}

function structOf(props: Resource["props"]): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(props)));
}

const mandatory = 1;

function diagnosticOf(diagnostic: AnalyzeDiagnostic): Diagnostic {
  return {
    policy: diagnostic.getPolicyname(),
    message: diagnostic.getMessage(),
    isMandatory: diagnostic.getEnforcementlevel() === mandatory,
    urn: diagnostic.getUrn(),
  };
}

function diagnosticsOf(response: AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map(diagnosticOf);
}

/** The pack in a process of its own, under Pulumi's own runner, asked as the engine asks it. */
export class PackProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  static async start(): Promise<PackProcess> {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    // The engine's address comes first; a pack has nothing to tell the engine until it is asked.
    const child = spawn(process.execPath, [runner, "127.0.0.1:9", "."], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`the policy pack ended with code ${code} before it gave its port`);
    });
    const [port] = await Promise.race([once(lines, "line"), ended]);
    return new PackProcess(child, new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure()));
  }

  async info(): Promise<PackInfo> {
    const info = await answerOf<AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done));
    return {
      name: info.getName(),
      version: info.getVersion(),
      policies: info.getPoliciesList().map((policy) => policy.getName()),
    };
  }

  /** What the engine asks before it makes or changes a resource. */
  async analyze({ type, name, urn, props }: Resource): Promise<Diagnostic[]> {
    const request = new AnalyzeRequest()
      .setType(type)
      .setName(name)
      .setUrn(urn)
      .setProperties(structOf(props))
      .setOptions(new AnalyzerResourceOptions());
    return diagnosticsOf(await answerOf<AnalyzeResponse>((done) => this.client.analyze(request, done)));
  }

  /** What the engine asks at the end of a preview or an update. */
  async analyzeStack(resources: readonly Resource[]): Promise<Diagnostic[]> {
    const request = new AnalyzeStackRequest().setResourcesList(
      resources.map(({ type, name, urn, props, references = {} }) => {
        const resource = new AnalyzerResource()
          .setType(type)
          .setName(name)
          .setUrn(urn)
          .setProperties(structOf(props))
          .setOptions(new AnalyzerResourceOptions());
        for (const [property, urns] of Object.entries(references)) {
          resource
            .getPropertydependenciesMap()
            .set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
        }
        return resource;
      }),
    );
    return diagnosticsOf(await answerOf<AnalyzeResponse>((done) => this.client.analyzeStack(request, done)));
  }

  /** Ends the process and waits until it has ended. */
  async close(): Promise<void> {
    this.client.close();
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
  }
}
