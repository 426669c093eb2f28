import * as path from "node:path";
import { expect } from "chai";
import { readUsersFile } from "../../../scripts/populate/users-file";
import { Folder, refusalOf } from "../support/files";

describe("scripts/populate/users-file", () => {
  const folder = new Folder();
  after(() => folder.remove());

  const rowsOf = (name: string, content: string | Uint8Array) => readUsersFile(folder.write(name, content)).rows;
  const mistakesOf = (name: string, content: string | Uint8Array) =>
    refusalOf(() => readUsersFile(folder.write(name, content)));

  it("ships two users as an example, without passwords", () => {
    const file = path.join(__dirname, "../../../scripts/populate/users.example.csv");
    expect(readUsersFile(file)).to.deep.equal({
      name: "users.example.csv",
      rows: [
        { line: 2, user: "user-lob-a", lob: "lob-a", profile: "user-lob-a" },
        { line: 3, user: "user-lob-b", lob: "lob-b", profile: "user-lob-b" },
      ],
      mistakes: [],
    });
  });

  it("reads CSV as spreadsheets write it: columns in any order, quotes, empty lines, CRLF, a byte order mark", () => {
    expect(rowsOf("users.csv", '\ufeffprofile , lob,user\r\n\r\n"a-1", lob-a ,ann\r\n,lob-b,bob\r\n')).to.deep.equal([
      { line: 3, user: "ann", lob: "lob-a", profile: "a-1" },
      { line: 4, user: "bob", lob: "lob-b", profile: undefined },
    ]);
  });

  it("takes a CSV file without the column profile, and leaves what a line lacks not set", () => {
    expect(rowsOf("users.csv", "user,lob\nann,lob-a\nbob")).to.deep.equal([
      { line: 2, user: "ann", lob: "lob-a", profile: undefined },
      { line: 3, user: "bob", lob: undefined, profile: undefined },
    ]);
  });

  it("reads YAML by line, everything as text", () => {
    const yaml =
      "# LOB A\n- user: ann\n  lob: lob-a\n- { user: 123, lob: null, profile: p }\n\n- user: bob\n  profile:\n";
    expect(rowsOf("users.yaml", yaml)).to.deep.equal([
      { line: 2, user: "ann", lob: "lob-a", profile: undefined },
      { line: 4, user: "123", lob: "null", profile: "p" },
      { line: 6, user: "bob", lob: undefined, profile: undefined },
    ]);
    expect(rowsOf("users.YML", "- user: ann\n  lob: lob-a\n")).to.have.length(1);
  });

  it("keeps lines that are no rows, to be reported with the others", () => {
    expect(readUsersFile(folder.write("users.csv", "user,lob\nann,lob-a,x,y\nbob,lob-b\n"))).to.deep.equal({
      name: "users.csv",
      rows: [{ line: 3, user: "bob", lob: "lob-b", profile: undefined }],
      mistakes: [
        {
          line: 2,
          column: undefined,
          reason: "has 4 values, and line 1 names 2 columns: put quotes around a value with commas",
        },
      ],
    });
    expect(readUsersFile(folder.write("users.yaml", "- ann\n- {user: [b], team: x}\n- {user: c}\n"))).to.deep.equal({
      name: "users.yaml",
      rows: [{ line: 3, user: "c", lob: undefined, profile: undefined }],
      mistakes: [
        {
          line: 1,
          column: undefined,
          reason: "is not a map: each user is written - { user: …, lob: …, profile: … }",
        },
        { line: 2, column: "user", reason: "is a list, a map or a reference: write one text" },
        { line: 2, column: undefined, reason: 'has "team", which is not one of user, lob, profile: remove it' },
      ],
    });
  });

  const refused: readonly { title: string; name?: string; content: string | Uint8Array; says: string }[] = [
    {
      title: "a header without lob, and doesn't repeat what stands there",
      content: "ann,Secret1!\nbob,x\n",
      says: "line 1 doesn't name user and lob: the first line names the columns, user,lob,profile, with commas between",
    },
    {
      title: "semicolons between values",
      content: "user;lob\nann;lob-a\n",
      says: "line 1 doesn't name user and lob: the first line names the columns, user,lob,profile, with commas between; write commas in place of semicolons",
    },
    {
      title: "a column in capitals",
      content: "user,LOB\nann,lob-a\n",
      says: "line 1 doesn't name lob: the first line names the columns, user,lob,profile, with commas between; did you mean lob?",
    },
    {
      title: "a column with a slip",
      content: "user,lob,profiles\n",
      says: 'line 1 has "profiles", which is not one of user, lob, profile: did you mean profile?',
    },
    {
      title: "an empty file",
      content: "",
      says: "line 1 doesn't name user and lob: the first line names the columns, user,lob,profile, with commas between",
    },
    {
      title: "an unknown column",
      content: "user,lob,team\n",
      says: 'line 1 has "team", which is not one of user, lob, profile: remove it',
    },
    {
      title: "a column of passwords",
      content: "user,lob,Password\nann,lob-a,Secret1!\n",
      says: 'line 1 has "Password", which doesn\'t belong in this file: give passwords with --passwords-from',
    },
    {
      title: "a column twice",
      content: "user,lob,lob\n",
      says: "line 1 names lob twice: remove one of the two",
    },
    {
      title: "a file with nobody",
      content: "user,lob,profile\n\n",
      says: "the file lists nobody: add a line for each user",
    },
    {
      title: "a quote in the middle of a value",
      content: 'user,lob\nann,lob-a\nbob,"lob"-b\n',
      says: "line 3 has a quote that is not closed, or in the middle of a value: put quotes around the whole value and double those within",
    },
    {
      title: "UTF-16, as some programs save text",
      content: Buffer.from("\ufeffuser,lob\n", "utf16le"),
      says: "the file is not UTF-8: save it as UTF-8",
    },
    {
      title: "YAML that is none",
      name: "users.yaml",
      content: "- user: ann\n  lob: lob-a\n  lob: lob-b\n",
      says: "line 3 is not YAML: Map keys must be unique",
    },
    {
      title: "YAML that is no list",
      name: "users.yaml",
      content: "ann: lob-a\n",
      says: "the file is not a list: each user is written - { user: …, lob: …, profile: … }",
    },
    {
      title: "empty YAML",
      name: "users.yaml",
      content: "# nobody\n",
      says: "the file lists nobody: add a line for each user",
    },
  ];
  for (const { title, name = "users.csv", content, says } of refused) {
    it(`refuses ${title}`, async () => {
      expect(await mistakesOf(name, content)).to.equal(`${name}: 1 mistake, nothing was changed\n  ${says}`);
    });
  }
});
