// Why peers fail whole groups of tests; for others, what the test itself says is printed.

/** @type {readonly { peers: readonly string[], says: RegExp, reason: string }[]} */
const gaps = [
  {
    peers: ["crun"],
    says: /to match \//,
    reason: "other words: engines read runc's error texts, and ts-runc writes those; crun has its own",
  },
  { peers: ["crun"], says: /expected 255 to be 1\b/, reason: "other exit code: errors of crun end with 255 or 1" },
];

/** The reason why this peer fails this test, where one is known. */
export function gapOf(runtime, { message }) {
  return gaps.find(({ peers, says }) => peers.includes(runtime) && says.test(message))?.reason;
}
