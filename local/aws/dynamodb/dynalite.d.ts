declare module "dynalite" {
  import type { Server } from "node:http";

  /** Makes a DynamoDB that keeps its tables in memory; times are those that a table takes to change, in milliseconds. */
  function dynalite(options: { createTableMs: number; deleteTableMs: number }): Server;
  export = dynalite;
}
