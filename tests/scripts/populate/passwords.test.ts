import { expect } from "chai";
import * as fc from "fast-check";
import { checkPasswords, generatePassword, lacking, readPasswords } from "../../../scripts/populate/passwords";
import { refusalOf, usersFile } from "../support/files";

const strict = {
  MinimumLength: 12,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

const users = usersFile(["ann", "lob-a"], ["Bob", "lob-b"], [undefined, "lob-b"]);
const read = (text: string) => readPasswords({ name: "passwords.csv", text }, users);

describe("scripts/populate/passwords", () => {
  it("reads passwords unchanged, by user without case", () => {
    expect([...read('user,password\nann," a ""b"", c "\n\nBOB, =Pa ss;1 \n')]).to.deep.equal([
      ["ann", { line: 2, password: ' a "b", c ' }],
      ["bob", { line: 4, password: " =Pa ss;1 " }],
    ]);
  });

  it("refuses lines by their number, and never repeats what is on them", async () => {
    const text = "user,password\nSecret1!,ann\nann,\nann,Secret1!\nANN,Secret2!\n,Secret3!\nbob,Secret,4!\n";
    expect(await refusalOf(() => read(text))).to.equal(
      [
        "passwords.csv: 5 mistakes, nothing was changed",
        "  line 2 is for a user that users.csv doesn't name: add the user there, or remove the line",
        "  line 3 lacks the user or the password: write both",
        "  line 5 is for the user of line 4: remove one of the two",
        "  line 6 lacks the user or the password: write both",
        "  line 7 has 3 values: write user and password, and put quotes around a password with commas or quotes",
      ].join("\n"),
    );
  });

  for (const [title, text, says] of [
    ["a file without header", "ann,Secret1!\n", "line 1 must be the columns' names: user,password"],
    ["an empty file", "", "line 1 must be the columns' names: user,password"],
    [
      "a quote within a password",
      'user,password\nann,Sec"ret1!\n',
      "line 2 has a quote that is not closed, or in the middle of a value: put quotes around the whole value and double those within",
    ],
  ] as const) {
    it(`refuses ${title}, and doesn't repeat it`, async () => {
      expect(await refusalOf(() => read(text))).to.equal(`passwords.csv: 1 mistake, nothing was changed\n  ${says}`);
    });
  }

  const judged: readonly [password: string, policy: object, lacks: readonly string[]][] = [
    ["Secret-pass-1", strict, []],
    [
      "",
      strict,
      ["at least 12 characters", "a lower-case letter", "an upper-case letter", "a digit", "a special character"],
    ],
    ["secret-pass-1", strict, ["an upper-case letter"]],
    ["SECRET-PASS-1", strict, ["a lower-case letter"]],
    ["Secret-pass-x", strict, ["a digit"]],
    ["Secret1passx1", strict, ["a special character"]],
    ["Secret§1§pass", strict, ["a special character"]],
    ["Secret pass-1", strict, ["no spaces"]],
    ["x".repeat(257), {}, ["at most 256 characters"]],
    ["x".repeat(256), {}, []],
    ["seven77", {}, ["at least 8 characters"]],
  ];
  for (const [password, policy, lacks] of judged) {
    it(`finds of a password of ${password.length} characters that it lacks ${lacks.join(", ") || "nothing"}`, () => {
      expect(lacking(password, policy)).to.deep.equal(lacks);
    });
  }

  it("refuses passwords that the pool would refuse by their lines, all together and before anything is written", async () => {
    const passwords = read("user,password\nann,weak\nbob,Weak-er\n");
    expect(await refusalOf(() => checkPasswords("passwords.csv", passwords, strict))).to.equal(
      [
        "passwords.csv: 2 mistakes, nothing was changed",
        "  line 2 has a password that the user pool refuses: it needs at least 12 characters, an upper-case letter, a digit, a special character",
        "  line 3 has a password that the user pool refuses: it needs at least 12 characters, a digit",
      ].join("\n"),
    );
    checkPasswords("passwords.csv", read("user,password\nann,Secret-pass-1\n"), strict);
  });

  it("generates passwords that pass every policy, 20 characters or the policy's length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 99 }), (MinimumLength) => {
        const password = generatePassword({ MinimumLength });
        expect(lacking(password, { ...strict, MinimumLength })).to.deep.equal([]);
        expect(password).to.have.length(Math.max(20, MinimumLength));
      }),
    );
    expect(generatePassword()).to.have.length(20);
  });

  it("generates a different password each time, with every kind of character at every place", () => {
    const passwords = Array.from({ length: 2000 }, () => generatePassword());
    expect(new Set(passwords).size).to.equal(2000);
    for (let place = 0; place < 20; place += 1) {
      const kinds = new Set(
        passwords.map((password) =>
          password
            .charAt(place)
            .replace(/[a-z]/, "a")
            .replace(/[A-Z]/, "A")
            .replace(/\d/, "1")
            .replace(/[^aA1]/, "!"),
        ),
      );
      expect(kinds.size).to.equal(4);
    }
  });
});
