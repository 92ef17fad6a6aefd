import { describe, expect, it } from "vitest";
import { basketLog } from "../basket-log";
import { recommendationModel } from "../lists/recommendation-lists";
import { listPacker, packedLists, unpacked } from "./packed-lists";

describe("listPacker", () => {
  it("gives back what it was given, empty lists included", () => {
    const packer = listPacker();
    const first = [
      { product: 3, weight: 0, evidence: { together: 12, customers: 7, lift: 2.1 } },
      { product: 1, weight: 1000, evidence: null },
    ];
    packer.add(first);
    packer.add([]);
    packer.add([first[1]!]);
    const packed = packer.packed();
    expect([0, 1, 2].map((list) => unpacked(packed, list))).toEqual([first, [], [first[1]]]);
  });
});

describe("packedLists", () => {
  const log = basketLog(
    3,
    [0, 1, 2, 3].map((customer) => ({ at: 0, customer, products: customer < 3 ? [0, 1] : [2] })),
  );
  const catalogue = ["red lamp", "blue lamp", "tea"].map((description) => ({ description, isEligible: true }));

  it("starts with what sells, and keeps no seller that only fills a place", () => {
    const packed = packedLists(recommendationModel(catalogue, log, 0), [0, 2]);
    expect(packed.starts).toHaveLength(1 + 1 + 2 * 3);
    expect(unpacked(packed, 0).map(({ product }) => product)).toEqual([0, 1, 2]);
    const [together] = [1, 2, 3].map((list) => unpacked(packed, list));
    expect(together).toEqual([{ product: 1, weight: 0, evidence: { together: 3, customers: 3, lift: 1.3 } }]);
    expect(unpacked(packed, 4)).toEqual([]);
  });
});
