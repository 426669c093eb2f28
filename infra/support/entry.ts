import * as v from "valibot";
import { didYouMean } from "../../common/did-you-mean";
import { isRecord } from "../../common/is-record";
import { reason } from "../../common/validation";

/**
 * A map with these keys and no others, such as an item of a list in config.
 *
 * @param what what it is, with its keys: `a LOB has a name and an account`.
 * @param example how it is written.
 */
export function entry<E extends v.ObjectEntries>(entries: E, what: string, example: string) {
  const map = v.object(entries, ({ input }) => reason(input, `${what}, such as ${example}`));
  const keys = Object.keys(entries);
  return v.lazy((given) =>
    v.pipe(
      map,
      // The map itself drops other keys, and a strict one would name only the first.
      v.rawCheck(({ addIssue }) => {
        const further = isRecord(given) && !Array.isArray(given) ? Object.keys(given) : [];
        for (const key of further.filter((name) => !keys.includes(name))) {
          addIssue({
            message: `is not known here: ${didYouMean(key, keys) ?? `${what}, and nothing else; remove it`}`,
            path: [{ type: "object", origin: "key", input: { key }, key, value: undefined }],
          });
        }
      }),
    ),
  );
}
