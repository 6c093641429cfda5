#!/usr/bin/env node
// Writes the CRI's .proto text and its TypeScript (src/cri-wire/api.ts). With --check it writes nothing and fails when the
// committed files are not what it would write. Works without a network: compiler and plugin are npm packages.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { protoText } from "./proto-text.mjs";

const project = fileURLToPath(new URL("../..", import.meta.url));
const bin = (name) => path.join(project, "node_modules/.bin", name);

const options = [
  "outputServices=grpc-js",
  "outputClientImpl=false",
  "esModuleInterop=true",
  "env=node",
  "forceLong=bigint", // nanoseconds since 1970 are beyond 2^53
  "enumsAsLiterals=true", // no enums: erasableSyntaxOnly
  "unrecognizedEnum=false",
  "outputJsonMethods=true", // records on disk are JSON
  "outputPartialMethods=true",
  "importSuffix=.js",
  "removeEnumPrefix=false",
  "useOptionals=none",
];

/** Committed path -> content. */
export function generate() {
  const scratch = mkdtempSync(path.join(tmpdir(), "ts-run-proto-"));
  try {
    const contract = JSON.parse(readFileSync(path.join(project, "proto/runtime.v1/contract.json"), "utf8"));
    const proto = protoText(contract);
    mkdirSync(path.join(scratch, "proto/runtime.v1"), { recursive: true });
    writeFileSync(path.join(scratch, "proto/runtime.v1/api.proto"), proto);
    const template = {
      version: "v2",
      plugins: [{ local: bin("protoc-gen-ts_proto"), out: path.join(scratch, "out"), opt: options }],
    };
    const env = { ...process.env, BUF_CACHE_DIR: path.join(scratch, "cache") };
    execFileSync(bin("buf"), ["generate", "--template", JSON.stringify(template), "proto"], {
      cwd: scratch,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const code = readFileSync(path.join(scratch, "out/runtime.v1/api.ts"), "utf8");
    return { "proto/runtime.v1/api.proto": proto, "src/cri-wire/api.ts": withHeader(code) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function withHeader(code) {
  const about = "// Written by scripts/cri/generate.mjs from proto/runtime.v1/contract.json; do not edit.";
  // Versions of the compiler are in package-lock.json; the plugin's own header would repeat them here.
  return `${about}\n${code.replace(/^(\/\/.*\n)+/, "")}`;
}

/** Paths of committed files that differ from what is generated. */
export function drift() {
  return Object.entries(generate())
    .filter(([file, text]) => text !== readIfThere(path.join(project, file)))
    .map(([file]) => file);
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--check")) {
    const stale = drift();
    if (stale.length > 0) {
      console.error(`not what scripts/cri/generate.mjs writes: ${stale.join(", ")}`);
      process.exit(1);
    }
  } else for (const [file, text] of Object.entries(generate())) writeFileSync(path.join(project, file), text);
}
