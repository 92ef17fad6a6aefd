import { readRfmCells, readRfmCuts, readRfmMembers } from "~/adapters/db/facts/groups.server";
import type { AppContext } from "~/context/context.server";
import { RFM_GROUPS, rfmGroupTotals, type RfmCell, type RfmCuts, type RfmGroup } from "~/domain/groups/rfm";
import { meanMoney } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import type { EpochMs } from "~/domain/time/shop-time";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { PAGE_SIZE, pageNumber, readPage } from "~/features/page/page-number";
import { sayReason } from "~/words/records/reasons";
import type { GridCell, GroupRow, GroupsView } from "./customers";

const SCORES = [1, 2, 3, 4, 5] as const;

/**
 * Customers by recency, frequency and money, as of now: the range does not matter here. Scores are those among all
 * customers of the shop; a segment says which of them are counted.
 */
export function loadGroups(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
  rowsPerPage: number = PAGE_SIZE,
): Promise<GroupsView> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, profile, segment } = page;
    const isLimited = profile.isHistoryLimited;
    const cuts = isLimited ? null : await readRfmCuts(tx, shopId);
    const cells = cuts ? await readRfmCells(tx, shopId, cuts, segment) : [];
    const groups = groupRows(cells);
    const asked = RFM_GROUPS.find((group) => group === params.get("group"));
    return {
      groups,
      grid: gridCells(cells),
      cuts,
      members: cuts && asked ? await readMembers(page, cuts, asked, groups, pageNumber(params), rowsPerPage) : null,
      unavailableBecause: sayReason(isLimited ? HISTORY_LIMITED : cuts ? null : because("noCustomersEver")),
    };
  });
}

async function readMembers(
  { tx, shopId, segment }: OpenPage,
  cuts: RfmCuts,
  group: RfmGroup,
  groups: readonly GroupRow[],
  asked: number,
  rowsPerPage: number,
): Promise<GroupsView["members"]> {
  const total = groups.find((row) => row.group === group)?.customers ?? 0;
  const page = await readPage(
    asked,
    total,
    (window) => readRfmMembers(tx, shopId, cuts, segment, group, window),
    rowsPerPage,
  );
  return { ...page, group };
}

function groupRows(cells: readonly RfmCell[]): GroupRow[] {
  const totals = rfmGroupTotals(cells);
  const all = cells.reduce((sum, { customers }) => sum + customers, 0);
  return RFM_GROUPS.map((group) => {
    const { customers, purchases, keptValue, keptValueSquares } = totals[group];
    return {
      group,
      customers,
      share: all === 0 ? 0 : customers / all,
      keptValue,
      meanValue: meanMoney(keptValue, customers, because("noCustomersInGroup"), keptValueSquares),
      meanPurchases: customers === 0 ? null : purchases / customers,
    };
  });
}

function gridCells(cells: readonly RfmCell[]): GridCell[] {
  return SCORES.flatMap((recency) =>
    SCORES.map((frequency) => {
      const own = cells.filter((cell) => cell.recency === recency && cell.frequency === frequency);
      return {
        recency,
        frequency,
        customers: own.reduce((sum, { customers }) => sum + customers, 0),
        keptValue: own.reduce((sum, { keptValue }) => sum + keptValue, 0),
      };
    }),
  );
}
