import { createHash } from "node:crypto";
import { expect } from "chai";
import type { ReportDocument } from "../../../../local/verify/document";
import { toHtml } from "../../../../local/verify/page/to-html";

const sample: ReportDocument = {
  title: "Access & cost",
  summary: ["All 3 accesses are declared."],
  isAsDeclared: true,
  sections: [
    {
      id: "access",
      heading: "Who may do what",
      paragraphs: ["Each row was asked."],
      figures: [
        { caption: "Accounts", description: "Two boxes.", svg: "<svg><path d='M0 0'/></svg>", hasIds: true },
        { caption: "Costs", description: "A line.", svg: "<svg/>" },
      ],
      tables: [
        {
          caption: "Accesses",
          columns: ["who", "calls", "USD", "verdict"],
          sentences: ["verdict"],
          rows: [
            ["lob-a", 2, 131.4, { text: "yes", verdict: "allowed" }],
            ["lob-b", 10, 1280, { text: "no: trust policy", verdict: "refused" }],
            ["lob-c", 3, 0.25, { text: "Undeclared", verdict: "undeclared" }],
          ],
        },
      ],
    },
  ],
};

/** What stands between two texts, without line breaks. */
function between(page: string, start: string, end: string): string {
  return page.slice(page.indexOf(start), page.indexOf(end) + end.length).replaceAll("\n", "");
}

describe("a report as an HTML page", () => {
  it("shows a section with its figure and its table, numbers in one form by column, one mark for a verdict", () => {
    expect(between(toHtml(sample), '<section id="access"', "</main>")).to.equal(
      [
        '<section id="access" aria-labelledby="access-heading"><h2 id="access-heading">Who may do what</h2>',
        "<p>Each row was asked.</p>",
        '<figure><figcaption id="access-figure-1">Accounts</figcaption>',
        '<label class="ids"><input type="checkbox"> Show ids</label>',
        '<div class="scroll drawing" role="region" tabindex="0" aria-labelledby="access-figure-1">',
        "<svg><path d='M0 0'/></svg></div></figure>",
        '<figure><figcaption id="access-figure-2">Costs</figcaption>',
        '<div class="scroll drawing" role="region" tabindex="0" aria-labelledby="access-figure-2"><svg/></div></figure>',
        '<div class="table" data-size="small">',
        '<div class="scroll" role="region" tabindex="0" aria-labelledby="access-table-1"><table>',
        '<caption id="access-table-1">Accesses</caption>',
        '<thead><tr><th scope="col">who</th><th scope="col" class="number">calls</th>',
        '<th scope="col" class="number">USD</th><th scope="col" class="sentences">verdict</th></tr></thead><tbody>',
        '<tr><td>lob-a</td><td class="number" data-number="2">2</td><td class="number" data-number="131.4">131.40</td>',
        '<td class="allowed"><span class="mark" aria-hidden="true">✓</span> yes</td></tr>',
        '<tr><td>lob-b</td><td class="number" data-number="10">10</td><td class="number" data-number="1280">1,280.00</td>',
        '<td class="refused"><span class="mark" aria-hidden="true">✗</span> no: trust policy</td></tr>',
        '<tr><td>lob-c</td><td class="number" data-number="3">3</td><td class="number" data-number="0.25">0.25</td>',
        '<td class="undeclared"><span class="mark" aria-hidden="true">!</span> Undeclared</td></tr>',
        "</tbody></table></div></div></section></main>",
      ].join(""),
    );
  });

  it("says first whether all is as declared, and leads to each section", () => {
    const page = toHtml(sample);
    expect(between(page, "<nav", "</nav>")).to.equal(
      '<nav aria-label="Sections"><ul><li><a href="#summary">Summary</a></li><li><a href="#access">Who may do what</a></li></ul></nav>',
    );
    const summary = (document: ReportDocument) =>
      between(toHtml(document), '<section id="summary"', "not declared.</p>");
    const legend = '<p class="legend">In tables: ✓ allowed, ✗ refused, ! allowed but not declared.</p>';
    expect(summary(sample)).to.equal(
      '<section id="summary" aria-labelledby="summary-heading"><h2 id="summary-heading">Summary</h2>' +
        '<p class="verdict allowed"><span class="mark" aria-hidden="true">✓</span> As declared</p>' +
        `<ul><li>All 3 accesses are declared.</li></ul>${legend}`,
    );
    expect(summary({ ...sample, isAsDeclared: false, summary: ["lob-b may."] })).to.equal(
      '<section id="summary" aria-labelledby="summary-heading"><h2 id="summary-heading">Summary</h2>' +
        '<p class="verdict undeclared"><span class="mark" aria-hidden="true">!</span> Not as declared</p>' +
        `<ul><li>lob-b may.</li></ul>${legend}`,
    );
  });

  it("gives a filter to tables of more than ten rows only", () => {
    const sizes = [10, 11].map((length) => {
      const tables = [{ caption: "Rows", columns: ["row"], rows: Array.from({ length }, (_, row) => [row]) }];
      const section = { id: "rows", heading: "Rows", paragraphs: [], figures: [], tables };
      return /class="table" data-size="(\w+)"/.exec(toHtml({ ...sample, sections: [section] }))?.[1];
    });
    expect(sizes).to.deep.equal(["small", "large"]);
  });

  it("escapes every text, wherever it stands", () => {
    const hostile = `<script>alert("x")</script>'&`;
    const page = toHtml({
      title: hostile,
      summary: [hostile],
      isAsDeclared: false,
      sections: [
        {
          id: hostile,
          heading: hostile,
          paragraphs: [hostile],
          figures: [{ caption: hostile, description: hostile, svg: "<svg/>" }],
          tables: [
            { caption: hostile, columns: [hostile], rows: [[hostile], [{ text: hostile, verdict: "refused" }]] },
          ],
        },
      ],
    });
    expect(page).not.to.contain("alert(&quot;x&quot;)</");
    expect(page).not.to.contain(hostile);
    expect(page.match(/<script/g)).to.have.lengthOf(1);
    expect(page.match(/&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&#39;&amp;/g)).to.have.lengthOf(19);
  });

  it("lets in only its own style and script, and names no address", () => {
    const page = toHtml(sample);
    const hashOf = (element: string) => {
      const text = new RegExp(`<${element}>(.*)</${element}>`, "s").exec(page)?.[1] ?? "";
      return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    };
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll("&#39;", "'");
    expect(policy).to.equal(
      `default-src 'none'; style-src ${hashOf("style")}; script-src ${hashOf("script")}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.to.match(/https?:|<[^>]* (?:style|on\w+|src)=/);
  });
});
