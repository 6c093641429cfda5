import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderCommandsPage } from "../../../src/cli/docs.ts";
import { allCommands } from "../../../src/cli/help.ts";
import { parseArguments } from "../../../src/cli/parse-arguments.ts";

describe("docs/commands.md", () => {
  test("is what scripts/generate-docs.mjs writes", async () => {
    const committed = readFileSync(new URL("../../../docs/commands.md", import.meta.url), "utf8");
    expect(committed).toBe(await renderCommandsPage());
  });
});

describe("command tables", () => {
  test("never give one letter or name to two flags", async () => {
    const clashes = (await allCommands()).flatMap(({ name, options }) => {
      const names = options.flatMap((option) => [option.name, ...(option.short ? [option.short] : [])]);
      return names.filter((flag, index) => names.indexOf(flag) !== index).map((flag) => `${name} ${flag}`);
    });
    expect(clashes).toEqual([]);
  });

  test("show examples that parse", async () => {
    for (const command of await allCommands()) {
      for (const example of command.examples ?? []) {
        const line = /ts-run (.*?)(?: [|<>].*|\)$|$)/.exec(example)?.[1] ?? "";
        const words = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
        expect(words.slice(0, command.name.split(" ").length).join(" ")).toBe(command.name);
        expect(() => parseArguments(command, words.slice(command.name.split(" ").length))).not.toThrow();
      }
    }
  });
});
