import { Stopped } from "../support/stopped";
import { type Patience, untilNothing } from "./patience";
import type { Content, Kind } from "./studio";

/** States of resources that are being created or changed, and can't be deleted before that ends. */
const unready = ["Pending", "Updating"];

const failed = "Delete_Failed";

/** Asks SageMaker to delete what isn't being deleted yet. */
async function askFor(kind: Kind, content: Content, asked: Set<string>, failures: Set<string>): Promise<void> {
  const { name, status } = content;
  if (status === "Deleting") {
    // Somebody who still works could create it again; then it is deleted again.
    asked.delete(name);
    return;
  }
  if (status === failed && failures.has(name)) {
    throw new Stopped(`${kind.one} ${name} can't be deleted: SageMaker reports ${failed}`);
  }
  if (unready.includes(status) || asked.has(name)) {
    return;
  }
  if (status === failed) {
    failures.add(name);
  }
  await content.remove();
  asked.add(name);
}

/**
 * Deletes everything of a kind, and waits until it is gone. Waits also for what is being deleted already.
 *
 * @returns the names of what is gone.
 * @throws Stopped if SageMaker can't delete something, or takes longer than half an hour; other answers of AWS as they
 * are.
 */
export async function clear(kind: Kind, patience: Patience, doing: (text: string) => void): Promise<string[]> {
  const seen = new Set<string>();
  const asked = new Set<string>();
  const failures = new Set<string>();
  await untilNothing(patience, async () => {
    const contents = await kind.list();
    for (const content of contents) {
      seen.add(content.name);
      await askFor(kind, content, asked, failures);
    }
    doing(`deleting ${kind.many}: ${seen.size - contents.length} of ${seen.size}`);
    return contents.length === 0 ? undefined : leftOf(kind, contents);
  });
  return [...seen];
}

function leftOf({ one, many }: Kind, contents: readonly Content[]): string {
  const names = contents.map(({ name, status }) => `${name} (${status})`).join(", ");
  return `${contents.length === 1 ? `1 ${one} is` : `${contents.length} ${many} are`} left: ${names}`;
}
