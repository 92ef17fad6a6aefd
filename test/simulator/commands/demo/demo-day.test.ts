import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayBefore, demoClock, noonOf, parseToday } from "./demo-day";

const BERLIN = "Europe/Berlin";
const NOW = Date.UTC(2026, 10, 30, 7);

describe("parseToday", () => {
  it.each(["2026-11-30", "2026-03-31", "2024-02-29", "2015-01-01"])("takes %s", (day) => {
    expect(parseToday(day, BERLIN, NOW)).toBe(day);
  });

  it.each([
    ["2026-02-30", '--today must be a day such as 2026-11-30, not "2026-02-30".'],
    ["tomorrow", '--today must be a day such as 2026-11-30, not "tomorrow".'],
    ["", '--today must be a day such as 2026-11-30, not "".'],
    ["2026-12-01", "--today 2026-12-01 has not come yet in Europe/Berlin; name a day up to 2026-11-30."],
    [
      "2014-12-31",
      "--today 2014-12-31 lies before the first order any sample shop can have; name a day from 2015-01-01 on.",
    ],
  ])("refuses %j", (day, sentence) => {
    expect(() => parseToday(day, BERLIN, NOW)).toThrow(sentence);
  });

  it("takes the day that has begun where the shop is", () => {
    const evening = Date.UTC(2026, 10, 30, 16);
    expect(parseToday("2026-12-01", "Asia/Tokyo", evening)).toBe("2026-12-01");
    expect(() => parseToday("2026-12-01", BERLIN, evening)).toThrow("has not come yet");
  });
});

describe("noonOf", () => {
  it("is noon on the clock of the shop", () => {
    expect(noonOf("2026-03-31", BERLIN, NOW)).toBe(Date.UTC(2026, 2, 31, 10));
  });

  it("is now on a day whose noon is still to come", () => {
    expect(noonOf("2026-11-30", BERLIN, NOW)).toBe(NOW);
  });
});

it("the day before is one of the shop's calendar", () => {
  expect(dayBefore(Date.UTC(2026, 2, 31, 23), BERLIN)).toBe("2026-03-31");
  expect(dayBefore(Date.UTC(2026, 2, 31, 21), BERLIN)).toBe("2026-03-30");
});

describe("demoClock", () => {
  const BEGIN = Date.UTC(2026, 2, 31, 10);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "comeback-demo-clock-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is the true one unless it begins elsewhere", () => {
    expect(demoClock(null, join(folder, "true")).clock.aheadMs).toBe(0);
  });

  it("begins where it is told, and goes on from where it was left", () => {
    const file = join(folder, "left");
    const first = demoClock(BEGIN, file);
    expect(first.clock.now() - BEGIN).toBeGreaterThanOrEqual(0);
    expect(first.clock.now() - BEGIN).toBeLessThan(60_000);
    first.stop();

    writeFileSync(file, String(BEGIN + 3_600_000));
    const second = demoClock(BEGIN, file);
    second.stop();
    expect(second.clock.now()).toBeGreaterThanOrEqual(BEGIN + 3_600_000);
  });
});
