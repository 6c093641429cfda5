import net from "node:net";
import { expect, test } from "vitest";
import { isIP, isIPv4 } from "../../../src/base/index.ts";

const texts = [
  "0.0.0.0",
  "255.255.255.255",
  "127.0.0.1",
  "10.0.0.256",
  "01.2.3.4",
  "1.2.3",
  "1.2.3.4.5",
  "1.2.3.4\n",
  " 1.2.3.4",
  "",
  "1..2.3",
  "::",
  "::1",
  "fe80::1%eth0",
  "::ffff:1.2.3.4",
  "1:2:3:4:5:6:7:8",
  "1:2:3",
  ":::",
  "localhost",
  "12345::",
];

test.each(texts)("%j is judged as node:net judges it", (text) => {
  expect(isIP(text)).toBe(net.isIP(text));
  expect(isIPv4(text)).toBe(net.isIPv4(text));
});
