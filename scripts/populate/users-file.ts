import * as path from "node:path";
import { nearest } from "../../common/did-you-mean";
import { Refusal } from "../../common/refusal";
import { readTextFile, type TextFile } from "../support/text-file";
import { readCsv } from "./csv";
import { columns, type LineMistake, type Row, type UsersFile, unknownColumn } from "./row";
import { readYamlRows } from "./users-yaml";

function checkHeader(name: string, header: readonly string[]): void {
  const missing = columns.filter((column) => column !== "profile" && !header.includes(column));
  const unknown = header.filter((column) => !columns.some((known) => known === column));
  const repeated = columns.filter((column) => header.filter((other) => other === column).length > 1);
  const semicolons = header.length === 1 && header[0]?.includes(";") === true;
  // A text that is close to a column's name isn't a user's data.
  const meant = missing.find((column) => header.some((other) => nearest(other, columns).includes(column)));
  const step = semicolons
    ? "; write commas in place of semicolons"
    : meant === undefined
      ? ""
      : `; did you mean ${meant}?`;
  const reasons =
    missing.length > 0
      ? // What stands there instead may be a user's data, and is not repeated.
        [
          `doesn't name ${missing.join(" and ")}: the first line names the columns, user,lob,profile, with commas between${step}`,
        ]
      : [...unknown.map(unknownColumn), ...repeated.map((column) => `names ${column} twice: remove one of the two`)];
  if (reasons.length > 0) {
    throw new Refusal(
      name,
      reasons.map((reason) => ({ property: "line 1", reason })),
    );
  }
}

function readCsvRows(file: TextFile): UsersFile {
  const [header, ...lines] = readCsv(file, true);
  checkHeader(file.name, header?.cells ?? []);
  const names = header?.cells ?? [];
  const rows: Row[] = [];
  const mistakes: LineMistake[] = [];
  for (const { line, cells } of lines) {
    // An empty value counts as not given.
    const value = (column: string) => cells[names.indexOf(column)] || undefined;
    if (cells.length > names.length) {
      const reason = `has ${cells.length} values, and line 1 names ${names.length} columns: put quotes around a value with commas`;
      mistakes.push({ line, column: undefined, reason });
    } else {
      rows.push({ line, user: value("user"), lob: value("lob"), profile: value("profile") });
    }
  }
  return { name: file.name, rows, mistakes };
}

const readers = new Map<string, (file: TextFile) => UsersFile>([
  [".csv", readCsvRows],
  [".yaml", readYamlRows],
  [".yml", readYamlRows],
]);

/**
 * Reads a file of users: CSV with the columns `user`, `lob` and, if wanted, `profile`; or a YAML list of maps with
 * these keys.
 *
 * @throws Refusal if it can't be read, has another form, or lists nobody.
 */
export function readUsersFile(file: string): UsersFile {
  const read = readers.get(path.extname(file).toLowerCase());
  if (read === undefined) {
    const reason = `is of a kind that can't be read: its name must end in one of ${[...readers.keys()].join(", ")}`;
    throw new Refusal(path.basename(file), [{ property: "the file", reason }]);
  }
  const users = read(readTextFile(file));
  if (users.rows.length === 0 && users.mistakes.length === 0) {
    throw new Refusal(users.name, [{ property: "the file", reason: "lists nobody: add a line for each user" }]);
  }
  return users;
}
