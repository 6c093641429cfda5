import { expect, test } from "vitest";
import { choosePlatform, formatPlatform, parsePlatform } from "../../../src/registry/index.ts";

const host = { os: "linux", architecture: "amd64" };
const linux = (architecture: string, variant?: string) => ({
  os: "linux",
  architecture,
  ...(variant === undefined ? {} : { variant }),
});

test.each([
  ["linux/arm64", "linux/arm64"],
  ["arm64", "linux/arm64"],
  ["linux/aarch64/v8", "linux/arm64"],
  ["linux/x86_64", "linux/amd64"],
  ["linux/arm/v6", "linux/arm/v6"],
  ["linux/arm/7", "linux/arm"],
  ["linux", "linux/amd64"],
  ["Linux/AMD64", "linux/amd64"],
])("--platform %s means %s", (text, platform) => {
  expect(formatPlatform(parsePlatform(text, host))).toBe(platform);
});

test.each(["", "a/b/c/d", "linux/", "linux/a b"])("--platform %j is refused", (text) => {
  expect(() => parsePlatform(text, host)).toThrow("not OS/ARCHITECTURE[/VARIANT]");
});

test("the highest variant that the processor can run is chosen", () => {
  const offered = [
    linux("arm", "v5"),
    undefined,
    linux("arm", "v6"),
    linux("arm", "v7"),
    linux("arm64", "v8"),
    linux("arm", "v8"),
  ];
  expect(choosePlatform(offered, linux("arm"))).toBe(3);
  expect(choosePlatform(offered, linux("arm", "v6"))).toBe(2);
  expect(choosePlatform(offered, linux("arm64"))).toBe(4);
  expect(choosePlatform(offered, linux("riscv64"))).toBeUndefined();
});

test("an image for a newer amd64 level is not chosen for the baseline", () => {
  expect(choosePlatform([linux("amd64", "v3"), linux("amd64")], linux("amd64"))).toBe(1);
  expect(choosePlatform([linux("amd64", "v3")], linux("amd64"))).toBeUndefined();
});
