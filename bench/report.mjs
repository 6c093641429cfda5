// docs/benchmarks.md from the results: what was measured, when, on what, against which versions, as ratios.
import { readFileSync } from "node:fs";
import os from "node:os";
import { tryRun } from "../scripts/setup/command.mjs";

const versionCommands = {
  podman: ["podman", "--version"],
  docker: ["docker", "--version"],
  runc: ["runc", "--version"],
  crun: ["crun", "--version"],
  conmon: ["conmon", "--version"],
  containerd: ["containerd", "--version"],
};

/** Where a result comes from: without it a number says nothing. */
export async function describeMachine() {
  const versions = { "ts-run": JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version };
  for (const [name, [program, ...args]] of Object.entries(versionCommands)) {
    const { code, stdout } = await tryRun(program, args);
    if (code === 0) versions[name] = /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim();
  }
  return {
    date: new Date().toISOString().slice(0, 16).replace("T", " "),
    cpu: `${os.availableParallelism()} x ${os.cpus()[0]?.model.trim() ?? "?"}`,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    kernel: os.release(),
    node: process.version,
    load: os.loadavg()[0]?.toFixed(1),
    versions,
  };
}

/** @param {Record<string, { title: string, unit: string, higherIsBetter?: boolean, machine: Awaited<ReturnType<typeof describeMachine>>, rows: { name: string, value: number, best?: number }[] }>} results */
export function renderReport(results) {
  const [first] = Object.values(results);
  if (first === undefined) return "";
  const { machine } = first;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return `# Benchmarks

Written by \`npm run bench\` ([how it is made fair](../bench/README.md)). Read the ratios: the numbers belong to the machine
and to what else it did meanwhile. "to ts-run" is above 1 where ts-run is ahead by that factor; it compares the best of all
rounds, which other load disturbs least, or the only value there is.

- Machine: ${machine.cpu}, ${machine.memoryGiB} GiB, Linux ${machine.kernel}, Node ${machine.node}
- Versions: ${versions.join(", ")}
${Object.values(results).map(renderTable).join("")}`;
}

function renderTable({ title, unit, higherIsBetter = false, machine, rows }) {
  const figure = ({ best, value }) => best ?? value;
  const own = rows.find(({ name }) => name.startsWith("ts-run"));
  const lines = rows.map((row) => {
    const ratio = own && (higherIsBetter ? figure(own) / figure(row) : figure(row) / figure(own));
    return `| ${row.name} | ${number(row.value)} | ${number(row.best)} | ${ratio === undefined ? "" : ratio.toFixed(2)} |`;
  });
  return `
## ${title[0]?.toUpperCase()}${title.slice(1)}

${machine.date} UTC, load average at the start ${machine.load}

| | ${unit}, median | ${unit}, best | to ts-run |
|---|---|---|---|
${lines.join("\n")}
`;
}

function number(value) {
  return value === undefined ? "" : value.toFixed(value < 100 ? 1 : 0);
}
