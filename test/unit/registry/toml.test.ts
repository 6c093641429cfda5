import { expect, test } from "vitest";
import { parseToml, TomlError } from "../../../src/registry/toml.ts";

test("a hosts.toml file as containerd documents it is read", () => {
  const text = `
server = "https://docker.io" # upstream
[host."https://mirror.example:5000"]
  capabilities = ["pull",
    "resolve", # both
  ]
  ca = 'C:\\raw'
  skip_verify = false
  client = [["a.cert", "a.key"], ["b.pem", ""]]
[host."https://mirror.example:5000".header]
  x-one = "1"
  "x two" = ["a", "b"]
[host.'http://plain'] # literal key
  dial = 1_000
  inline = { a.b = true, c = "\\u00e9\\t" }
`;
  expect(JSON.parse(JSON.stringify(parseToml(text)))).toEqual({
    server: "https://docker.io",
    host: {
      "https://mirror.example:5000": {
        capabilities: ["pull", "resolve"],
        ca: "C:\\raw",
        skip_verify: false,
        client: [
          ["a.cert", "a.key"],
          ["b.pem", ""],
        ],
        header: { "x-one": "1", "x two": ["a", "b"] },
      },
      "http://plain": { dial: 1000, inline: { a: { b: true }, c: "é\t" } },
    },
  });
});

test.each([
  ['a = 1\nb = "open\n', 2, "does not end on its line"],
  ["\n\n[[host]]\n", 3, "arrays of tables"],
  ["a = 1.5", 1, '"1.5" is not a string'],
  ["a = 2020-01-01", 1, "2020-01-01"],
  ['a = """x"""', 1, "multi-line"],
  ["a = 1\na = 2", 2, "key a is there twice"],
  ["[t]\n[t]", 2, "table [t] is there twice"],
  ["a = 1 b = 2", 1, "the line should end here"],
  ["a", 1, "'=' is missing after a"],
  ["a = [1, 2", 1, "missing in the array"],
  ["a = 1\n[a.b]", 2, "a is a value already"],
  ['a = "\\q"', 1, "is not an escape"],
])("%j is refused at line %i: %s", (text, line, reason) => {
  let error: unknown;
  try {
    parseToml(text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TomlError);
  expect((error as TomlError).line).toBe(line);
  expect((error as TomlError).message).toContain(reason);
});

test("a key named __proto__ is just a key", () => {
  parseToml('[__proto__]\npolluted = "yes"');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});
