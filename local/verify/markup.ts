import { html as template } from "hono/html";

/** HTML or SVG whose texts are escaped. */
export type Markup = Extract<ReturnType<typeof template>, string>;

/** What may stand in markup; a string is text, and is escaped. */
export type Content = string | number | undefined | Markup | readonly Content[];

/** Makes markup of a template; what is put into it is escaped, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const made = template(strings, ...contents);
  if (made instanceof Promise) {
    throw new Error("markup takes values, not promises");
  }
  return made;
}
