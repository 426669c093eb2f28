// Required into a measured process: says at its end how much memory it took at most, and of processors.
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`processor time ${Math.round((user + system) / 1000)}\n`);
  process.stderr.write(`peak memory ${process.resourceUsage().maxRSS * 1024}\n`);
});
