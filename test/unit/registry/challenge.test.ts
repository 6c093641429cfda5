import { expect, test } from "vitest";
import { parseChallenges } from "../../../src/registry/challenge.ts";

test("a Bearer challenge gives realm, service and scope", () => {
  expect(
    parseChallenges('Bearer realm="https://auth.example/token",service="registry",scope="repository:a/b:pull,push"'),
  ).toEqual([
    {
      scheme: "bearer",
      parameters: { realm: "https://auth.example/token", service: "registry", scope: "repository:a/b:pull,push" },
    },
  ]);
});

test("several challenges in one header are told apart", () => {
  expect(parseChallenges('Negotiate, Basic realm="a, b", BEARER Realm=x ,error="insufficient_scope"')).toEqual([
    { scheme: "negotiate", parameters: {} },
    { scheme: "basic", parameters: { realm: "a, b" } },
    { scheme: "bearer", parameters: { realm: "x", error: "insufficient_scope" } },
  ]);
});

test("quoted pairs lose their backslash", () => {
  expect(parseChallenges('Basic realm="say \\"hi\\""')[0]?.parameters.realm).toBe('say "hi"');
});

test.each(["", ",,,", 'realm="x"', 'Bearer realm="unterminated', "=", "Bearer realm="])("%j is survived", (header) => {
  expect(parseChallenges(header).flatMap(({ parameters }) => Object.keys(parameters))).toEqual([]);
});
