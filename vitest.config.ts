// Three projects, by what they need. `vitest run --project unit` is the one for everyday work: no root, seconds.
import { defineConfig } from "vitest/config";

// Kernel and client tests share one host (cgroups, nftables, the bridge), so their files run one after another.
// groupOrder: and not beside the other projects either.
const onSharedHost = (groupOrder: number) => ({
  fileParallelism: false,
  maxWorkers: 1,
  sequence: { groupOrder },
  testTimeout: 60_000,
  hookTimeout: 120_000,
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts", "test/golden/**/*.test.ts", "test/architecture/**/*.test.ts"],
          testTimeout: 20_000,
          maxWorkers: "100%", // the default leaves one of two cores idle
        },
      },
      { test: { name: "kernel", include: ["test/kernel/**/*.test.ts"], ...onSharedHost(1) } },
      { test: { name: "clients", include: ["test/clients/**/*.test.ts"], ...onSharedHost(2) } },
    ],
  },
});
