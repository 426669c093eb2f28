import { expect } from "chai";
import { findChromium } from "./support/chromium";

describe("the browser of these tests", () => {
  const only = (file: string) => (asked: unknown) => asked === file;

  it("is the one that CHROMIUM_PATH names, or none where that isn't there", () => {
    const environment = { CHROMIUM_PATH: "/opt/chrome", PATH: "/usr/bin" };
    expect(findChromium(environment, only("/opt/chrome"))).to.equal("/opt/chrome");
    expect(findChromium(environment, only("/usr/bin/chromium"))).to.equal(undefined);
  });

  it("is otherwise the first one found on the way, under any of its names", () => {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      expect(findChromium({ PATH: "/bin:/usr/local/bin" }, only(`/usr/local/bin/${name}`))).to.equal(
        `/usr/local/bin/${name}`,
      );
    }
    expect(findChromium({ CHROMIUM_PATH: "" }, only("/usr/bin/chromium"))).to.equal("/usr/bin/chromium");
    expect(findChromium({}, () => false)).to.equal(undefined);
  });
});
