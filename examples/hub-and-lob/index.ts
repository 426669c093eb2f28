import * as pulumi from "@pulumi/pulumi";
import { hub } from "./hub";
import { lob } from "./lob";

/** One program, a stack for each account: `hub`, which comes first, and `lob`. */
async function program() {
  return pulumi.getStack() === "hub" ? hub() : lob();
}

export = program;
