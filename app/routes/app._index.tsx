import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  useFetcher,
  useLoaderData,
  useLocation,
  useNavigate,
  useRevalidator,
  useRouteLoaderData,
} from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useMemo } from "react";
import { importState } from "~/features/installation/import-state.server";
import { parseReportingWindow } from "~/domain/reporting-window";
import { loadOverview } from "~/features/overview/load-overview.server";
import { OverviewPage } from "~/features/overview/overview-page";
import { COMPARISON_OPTIONS, RANGE_OPTIONS } from "~/features/overview/range-options";
import { usePulse } from "~/features/overview/use-pulse";
import type { loader as rootLoader } from "~/root";
import { forShop } from "~/shop-request.server";
import { keptParameters } from "~/ui/kept-parameters";
import { PostButton } from "~/ui/post-button";
import { RangeForm } from "~/ui/range-form";
import type { action as StartImportAction } from "./app.settings";

export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) => {
    const [overview, state] = await Promise.all([
      loadOverview(context, shopId, new URL(request.url).searchParams),
      importState(context, shopId),
    ]);
    return { overview, importState: state };
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function OverviewRoute() {
  const { overview, importState } = useLoaderData<typeof loader>();
  const locale = useRouteLoaderData<typeof rootLoader>("root")?.locale ?? "en";
  const { search } = useLocation();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const start = useFetcher<typeof StartImportAction>();
  const loaded = useMemo(
    () => ({ dataVersion: overview.dataVersion, pending: overview.pending, importState }),
    [overview, importState],
  );
  const live = usePulse(loaded, revalidate);
  const kept = keptParameters(search);
  const { window } = overview;
  const asked = new URLSearchParams(search);
  const areDatesWrong = window.errors.from !== undefined || window.errors.to !== undefined;
  return (
    <>
      <TitleBar title="Overview" />
      <OverviewPage
        overview={{ ...overview, pending: live.pending }}
        importState={live.importState}
        unreachableSince={live.unreachableSince}
        locale={locale}
        controls={
          <RangeForm
            presets={RANGE_OPTIONS}
            comparisons={COMPARISON_OPTIONS}
            range={areDatesWrong ? "custom" : window.preset}
            from={areDatesWrong ? (asked.get("from") ?? "") : window.range.from}
            to={areDatesWrong ? (asked.get("to") ?? "") : window.range.to}
            compare={window.comparison}
            address={search}
            errors={window.errors}
            kept={kept}
            validate={(from, to) =>
              parseReportingWindow(new URLSearchParams({ range: "custom", from, to }), {
                timeZone: overview.shop.timeZone,
                now: overview.asOf,
                installedAt: null,
              }).errors
            }
            onNavigate={(params) => navigate(`?${params}`, { preventScrollReset: true })}
          />
        }
        importButton={
          <start.Form method="post" action="/app/settings">
            <PostButton
              intent="import"
              label={importState.phase === "none" ? "Start import" : "Start again"}
              busyLabel="Starting…"
              isBusy={start.state !== "idle"}
              tone="primary"
            />
          </start.Form>
        }
      />
    </>
  );
}
