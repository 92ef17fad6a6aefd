import { describe, it } from "vitest";
import { ROOMS } from "./expected-rooms";
import { expectAllowed, expectRefused } from "./probes";

describe("clock, chance and surroundings", () => {
  const file = "app/domain/clv/probe.ts";

  it("domain reads no clock", async () => {
    const probes = [
      "export const a = Date.now();",
      'export const b = Date["now"]();',
      "export const { now } = Date;",
      "export const c = new Date();",
      "export const d = Date();",
      "export const e = performance.now();",
      "export const f = performance.timeOrigin;",
    ];
    await expectRefused(file, probes, "domain reads no clock: take the time as an argument.");
  });

  it("domain draws no random numbers", async () => {
    const probes = [
      "export const a = Math.random();",
      'export const b = Math["random"];',
      "export const { random } = Math;",
      "export const c = crypto.randomUUID();",
    ];
    const sentence = "domain draws no numbers of its own: take a generator (domain/numeric/random) as an argument.";
    await expectRefused(file, probes, sentence);
  });

  it("domain knows nothing of what it runs in", async () => {
    const probes = [
      "export const a = process.env.TZ;",
      "export const b = process.argv;",
      "export const c = globalThis.process;",
      "export const d = () => fetch('/');",
      "export const e = () => setTimeout(() => {}, 1);",
      "export const f = window.location;",
      "export const g = localStorage.length;",
      "export const h = import.meta.env;",
    ];
    const sentence = "domain knows nothing of what it runs in: take what it needs as an argument.";
    await expectRefused(file, probes, sentence);
  });

  it("domain computes with times and numbers it is given", async () => {
    await expectAllowed(file, [
      "export const a = (at: number) => new Date(at).toISOString();",
      'export const b = Date.parse("2026-01-01");',
      "export const c = Date.UTC(2026, 0, 1);",
      "export const d = Math.sqrt(2);",
    ]);
  });

  it("only process/env.server reads the environment", async () => {
    const probes = [
      "export const a = process.env;",
      "export const b = process.env.NODE_ENV;",
      'export const c = process["env"];',
      "export const { env } = process;",
      "export const d = globalThis.process;",
    ];
    const sentence = "Only process/env.server reads the environment: add the setting to its schema.";
    for (const [room, { file: probe }] of Object.entries(ROOMS)) {
      if (room !== "domain") await expectRefused(probe, probes, sentence);
    }
    await expectAllowed("app/process/env.server.ts", probes);
  });
});
