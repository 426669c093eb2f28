import { expect } from "chai";
import { type Given, shippedText, type Texts, withCopy } from "./project-copy";

/** Something that a run of the command refuses. */
export interface RefusalCase {
  readonly title: string;
  /** Files of the project besides the shipped ones, or in their place. */
  readonly files?: () => Texts;
  /** The LOB's name; `lob-c` unless told. */
  readonly lob?: string;
  readonly given?: Given;
  /** Every mistake that it names, a line each. */
  readonly says: readonly string[];
}

/** A shipped file with a part of it replaced, which it must have. */
export function shippedWith(name: string, from: string | RegExp, to: string): Texts {
  const text = shippedText(name);
  const changed = text.replace(from, to);
  expect(changed).not.to.equal(text);
  return { [name]: changed };
}

/** Makes a test of each case, which also asks that no file was touched. */
export function itRefuses(cases: readonly RefusalCase[]): void {
  for (const { title, files, lob = "lob-c", given, says } of cases) {
    it(title, () =>
      withCopy(files?.() ?? {}, async (copy) => {
        const before = copy.texts;
        expect(await copy.refusals(lob, given)).to.deep.equal(says.map((line) => `  ${line}`));
        expect(copy.texts).to.deep.equal(before);
      }),
    );
  }
}
