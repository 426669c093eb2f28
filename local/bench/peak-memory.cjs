// Required into a measured process: says at its end how much memory it took at most.
process.on("exit", () => {
  process.stderr.write(`peak memory ${process.resourceUsage().maxRSS * 1024}\n`);
});
