import type { AppContext } from "~/context/context.server";
import { loadChurnRisk } from "~/features/forecast/load-churn-risk.server";
import { readGoalMarks } from "~/features/goals/goal-marks.server";
import { customerTab } from "./address";
import type { CustomersTabView } from "./customers-page";
import { loadCohorts } from "./load-cohorts.server";
import { loadGroups } from "./load-groups.server";
import { loadRepeat } from "./load-repeat.server";
import { loadValue } from "./load-value.server";

/** The tab of the page of customers that its address asks for. */
export async function loadCustomers(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
): Promise<CustomersTabView> {
  const tab = customerTab(params);
  switch (tab) {
    case "repeat": {
      const view = await loadRepeat(context, shopId, params);
      return { tab, view, goals: await readGoalMarks(context, shopId, view) };
    }
    case "cohorts":
      return { tab, view: await loadCohorts(context, shopId, params) };
    case "value":
      return { tab, view: await loadValue(context, shopId, params) };
    case "groups":
      return { tab, view: await loadGroups(context, shopId, params) };
    case "churn":
      return { tab, view: await loadChurnRisk(context, shopId, params) };
  }
}
