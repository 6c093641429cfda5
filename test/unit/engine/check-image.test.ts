import { describe, expect, test } from "vitest";
import { checkImageConfig } from "../../../src/engine/check-image.ts";
import type { ImageRecord } from "../../../src/images/index.ts";

const check = (config: ImageRecord["config"]): void => checkImageConfig({ config } as ImageRecord, "evil");

describe("checkImageConfig()", () => {
  test.each<[string, ImageRecord["config"], string]>([
    ["a NUL byte in the environment", { Env: ["A=1", "B=\0"] }, "Env[1] contains a NUL byte"],
    ["a NUL byte in the command", { Cmd: ["echo", "a\0b"] }, "Cmd[1] contains a NUL byte"],
    ["a NUL byte in the working directory", { WorkingDir: "/a\0b" }, "WorkingDir contains a NUL byte"],
    ["the root as a volume", { Volumes: { "/a/../..": {} } }, 'Volumes "/a/../.." is the root directory'],
    ["a port above 65535", { ExposedPorts: { "99999/tcp": {} } }, 'ExposedPorts "99999/tcp" is no port'],
    ["an unknown signal", { StopSignal: "SIGFOO" }, 'StopSignal "SIGFOO" is no signal'],
  ])("refuses %s and names the field", (_, config, message) => {
    expect(() => check(config)).toThrow(`use image evil: its config's ${message}`);
  });

  test("takes what real images have", () => {
    const Volumes = { "/var/lib/data": {}, relative: {} };
    const ExposedPorts = { "80/tcp": {}, "53/udp": {}, "443": {}, "8000-8010/tcp": {} };
    expect(() => check({ Env: ["A="], Cmd: [], User: "", StopSignal: "SIGQUIT", Volumes, ExposedPorts })).not.toThrow();
  });
});
