import { describe, expect, test } from "vitest";
import { humanDuration, humanMemory, humanSize } from "../../../src/cli/output/human.ts";
import { compileTemplate } from "../../../src/cli/output/template.ts";

const value = {
  Name: "web",
  Empty: "",
  Number: 7,
  Flag: true,
  List: ["a", "b"],
  Map: { b: 2, a: 1 },
  Ports: { "80/tcp": [{ HostPort: "8080" }] },
  Nothing: null,
};

describe("compileTemplate()", () => {
  test.each([
    ["{{.Name}}-{{.Number}}", "web-7"],
    ["{{json .}}", JSON.stringify(value)],
    ["{{.List}} {{.Map}} {{.Nothing}}", "[a b] map[a:1 b:2] <no value>"],
    ["{{range .List}}<{{.}}>{{end}}", "<a><b>"],
    ["{{range $i, $v := .List}}{{$i}}={{$v}} {{end}}", "0=a 1=b "],
    ["{{range $k, $v := .Map}}{{$k}}{{$v}}{{end}}", "a1b2"],
    ["{{range .Empty}}x{{else}}none{{end}}", "none"],
    ["{{if .Empty}}a{{else if eq .Number 7}}b{{else}}c{{end}}", "b"],
    ["{{if and .Flag (not .Empty)}}yes{{end}}", "yes"],
    ["{{with .Map}}{{.a}}{{end}}", "1"],
    ["{{$x := .Name}}{{range .List}}{{$x}}{{$.Number}}{{end}}", "web7web7"],
    ['{{(index .Ports "80/tcp" 0).HostPort}}', "8080"],
    ['{{join .List ","}} {{.Name | upper | printf "%-5s|"}}', "a,b WEB  |"],
    ['{{printf "%q %d%%" .Name .Number}}', '"web" 7%'],
    ["a {{- .Name -}} b{{/* comment */}}", "awebb"],
    ['{{len .List}}{{"}}"}}', "2}}"],
  ])("%s", (template, expected) => {
    expect(compileTemplate(template)(value)).toBe(expected);
  });

  test.each([
    ["{{.Name", "{{ without }}"],
    ["{{if .Name}}x", "{{end}} is missing"],
    ["x{{end}}", "without a beginning"],
    ["{{}}", "an empty command"],
    ["{{.Name | }}", "an empty command"],
    ["{{(.Name}}", '")" is missing'],
    ["{{.Name %}}", 'unexpected "%"'],
  ])("refuses %s when it is compiled", (template, message) => {
    expect(() => compileTemplate(template)).toThrow(message);
  });

  test("refuses fields and functions that do not exist", () => {
    expect(() => compileTemplate("{{.Nam}}")(value)).toThrow("there is no field .Nam here");
    expect(() => compileTemplate("{{jsn .}}")(value)).toThrow('unknown function "jsn"');
  });
});

describe("human units", () => {
  test.each([
    [0, "Less than a second"],
    [1000, "1 second"],
    [59_000, "59 seconds"],
    [60_000, "About a minute"],
    [120_000, "2 minutes"],
    [3_600_000, "About an hour"],
    [7_200_000, "2 hours"],
    [3 * 86_400_000, "3 days"],
    [21 * 86_400_000, "3 weeks"],
    [90 * 86_400_000, "3 months"],
    [800 * 86_400_000, "2 years"],
  ])("%i ms is %s", (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });

  test("disk sizes are decimal, memory is binary", () => {
    expect([999, 1000, 4_270_000, 187_000_000].map(humanSize)).toEqual(["999B", "1kB", "4.27MB", "187MB"]);
    expect([64 << 20, 1536, 1.5 * 1024 ** 3].map(humanMemory)).toEqual(["64MiB", "1.5KiB", "1.5GiB"]);
  });
});
