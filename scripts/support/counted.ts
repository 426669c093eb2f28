/** The most names in a line; the rest is counted. */
const longestList = 20;

/** `1 app`, `2 apps`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Names in a line, the first of them where they are many. */
export function shortList(names: readonly string[]): string {
  const more = names.length > longestList ? `, and ${names.length - longestList} more` : "";
  return `${names.slice(0, longestList).join(", ")}${more}`;
}

/** `5 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
