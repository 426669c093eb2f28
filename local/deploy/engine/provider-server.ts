import { isDeepStrictEqual } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  ProviderHandshakeResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { AwsProvider, Values } from "./aws-provider";
import { answer } from "./grpc-answer";

import sdk = require("@pulumi/aws/package.json");

/** What answers the engine's requests. */
export type Provider = Pick<AwsProvider, "configure" | "check" | "diff" | "create" | "read" | "update" | "delete">;

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;

function read(struct: Struct | undefined): Values {
  return struct?.toJavaScript() ?? {};
}

function write(values: Values): Struct {
  // A struct has no undefined.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));
}

/** The provider's side of Pulumi's protocol: each request put to the provider in plain values. */
function service(provider: Provider): grpc.UntypedServiceImplementation {
  return {
    handshake: answer(() => new ProviderHandshakeResponse()),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    getPluginInfo: answer(() => new PluginInfo().setVersion(sdk.version)),
    checkConfig: answer((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: answer((request: DiffRequest) => {
      const isSame = isDeepStrictEqual(read(request.getOldInputs()), read(request.getNews()));
      // The engine keeps its settings where no change is named.
      return new DiffResponse().setChanges(isSame ? DIFF_NONE : DIFF_SOME);
    }),
    configure: answer((request: ConfigureRequest) => {
      provider.configure(read(request.getArgs()));
      return new ConfigureResponse().setSupportspreview(true);
    }),
    check: answer((request: CheckRequest) => {
      const inputs = provider.check(request.getUrn(), read(request.getNews()));
      return new CheckResponse().setInputs(write(inputs));
    }),
    diff: answer((request) => diff(provider, request)),
    create: answer(async (request: CreateRequest) => {
      const inputs = read(request.getProperties());
      if (request.getPreview()) {
        return new CreateResponse().setProperties(write(inputs));
      }
      const { id, outputs } = await provider.create(request.getUrn(), inputs);
      return new CreateResponse().setId(id).setProperties(write(outputs));
    }),
    read: answer((request) => readResource(provider, request)),
    update: answer(async (request: UpdateRequest) => {
      const inputs = read(request.getNews());
      if (request.getPreview()) {
        return new UpdateResponse().setProperties(write({ ...read(request.getOlds()), ...inputs }));
      }
      const { outputs } = await provider.update(request.getUrn(), request.getId(), inputs);
      return new UpdateResponse().setProperties(write(outputs));
    }),
    delete: answer(async (request: DeleteRequest) => {
      await provider.delete(request.getUrn(), request.getId());
      return new Empty();
    }),
  };
}

function diff(provider: Provider, request: DiffRequest): DiffResponse {
  const { changed, replaces, deleteBeforeReplace } = provider.diff(
    request.getUrn(),
    read(request.getOlds()),
    read(request.getOldInputs()),
    read(request.getNews()),
    request.getIgnorechangesList(),
  );
  return new DiffResponse()
    .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...changed])
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace);
}

/** An answer without an id means that the resource is gone. */
function readResource(provider: Provider, request: ReadRequest): ReadResponse {
  const found = provider.read(request.getUrn(), request.getId(), read(request.getInputs()));
  return found === undefined
    ? new ReadResponse()
    : new ReadResponse().setId(request.getId()).setProperties(write(found.outputs)).setInputs(write(found.inputs));
}

/** A provider that listens on loopback. */
export interface ProviderServer {
  readonly port: number;
  close(): void;
}

/** Serves a provider, so that an engine finds it by PULUMI_DEBUG_PROVIDERS. */
export function serveProvider(provider: Provider): Promise<ProviderServer> {
  // Bundles of functions and whole states pass; gRPC's own limit of 4 MB would not let them.
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, service(provider));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve({ port, close: () => server.forceShutdown() }) : reject(error),
    );
  });
}
