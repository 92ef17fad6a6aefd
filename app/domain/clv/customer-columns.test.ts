import { expect, it } from "vitest";
import { modelOfAlive } from "./customer-columns";

it("who has left is told by the sibling of a BG model", () => {
  expect(["bgnbd", "bgcnbd-2", "mbgnbd", "pnbd"].map(modelOfAlive)).toEqual(["mbgnbd", "mbgcnbd-2", "mbgnbd", "pnbd"]);
});
