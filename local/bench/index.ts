import Table from "cli-table3";
import { Command } from "commander";
import { takeFigures } from "./figures";

const command = new Command("npm run bench --")
  .description(
    "Measures the project on this machine: calls, bundle, evaluation and the whole run. Takes about a minute.",
  )
  .option("--json", "print one JSON document instead of a table")
  .helpOption("-h, --help", "show this text")
  .allowExcessArguments(false)
  .action(async ({ json }: { json?: true }) => {
    const figures = await takeFigures();
    if (json === true) {
      process.stdout.write(`${JSON.stringify({ node: process.version, figures })}\n`);
      return;
    }
    const table = new Table({
      head: ["figure", "value", "", "beside"],
      style: { head: [], border: [] },
      colAligns: ["left", "right", "left", "left"],
    });
    table.push(...figures.map(({ name, value, unit, anchor }) => [name, value, unit, anchor]));
    process.stdout.write(`${table.toString()}\n`);
  });

void command.parseAsync();
