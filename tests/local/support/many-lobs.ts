import { makeStack, type Project } from "../../../stacks/project/stack";
import { shippedProject } from "./project";

function shipped(name: string) {
  const found = shippedProject.stacks.find((stack) => stack.name === name);
  if (found === undefined) {
    throw new Error(`the shipped project has no stack ${name}`);
  }
  return found;
}

/** The shipped project with so many LOBs, up to 26, in place of its two; the parent trusts all but `lob-b`. */
export function projectWithLobs(count: number): Project {
  const { texts } = shipped("lob-b");
  const lobs = Array.from({ length: count }, (_, index) => ({
    name: `lob-${String.fromCharCode(97 + index)}`,
    account: String(500_000_000_000 + index),
    vpcCidr: `10.${100 + index}.0.0/16`,
  }));
  const hub = {
    ...shipped("shared").texts,
    lobs: JSON.stringify(lobs.map(({ name, account }) => ({ name, account }))),
  };
  const children = lobs.filter(({ name }) => name !== "lob-b").map(({ account }) => account);
  return {
    name: shippedProject.name,
    stacks: [
      makeStack("shared", hub),
      makeStack("parent", { ...shipped("parent").texts, children: JSON.stringify(children) }),
      ...lobs.map(({ name, account, vpcCidr }) =>
        makeStack(name, { ...texts, lob: name, account, vpcCidr, userProfiles: JSON.stringify([`user-${name}`]) }),
      ),
    ],
  };
}
