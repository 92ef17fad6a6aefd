import { openDatabase } from "~/adapters/db/connect/client.server";
import { openQueue } from "~/adapters/jobs/queue.server";
import { type AdminClient, adminClient } from "~/adapters/shopify/connect/admin-client.server";
import { RECOMMENDATION_OWNER, SET_METAFIELDS } from "~/adapters/shopify/queries/recommendations";
import type { AppContext } from "~/context/context.server";
import { publishLists } from "~/features/recommendations/publishing/publish-lists.server";
import { createLog } from "~/process/log.server";
import { rerouteFetch } from "../simulator/reroute-fetch.mjs";

// node --import tsx publish-lists.ts JSON: publishes as a worker does, to the simulator or to one that takes everything;
// prints Publication as JSON.

export interface PublicationJob {
  readonly appUrl: string;
  readonly shopId: string;
  readonly domain: string;
  readonly simulator: { readonly url: string; readonly token: string } | null;
}

export interface Publication {
  readonly calls: number;
  /** Sent, those that were refused too. */
  readonly metafields: number;
  readonly gone: number;
  readonly ms: number;
  readonly peakMb: number;
}

const { appUrl, shopId, domain, simulator } = JSON.parse(process.argv[2]!) as PublicationJob;
const log = createLog("silent");
const [db, queue] = [openDatabase(appUrl), await openQueue(appUrl, log)];
let [calls, metafields] = [0, 0];

const client = simulator === null ? takesEverything() : overHttp(simulator);
const counting: AdminClient = {
  domain,
  query(document, variables, options) {
    calls += 1;
    if (String(document) === String(SET_METAFIELDS))
      metafields += (variables as { metafields: unknown[] }).metafields.length;
    return client.query(document, variables, options);
  },
};
const context = { db, queue, now: Date.now, log, shopify: { admin: () => counting } } as unknown as AppContext;
const begin = performance.now();
const published = await publishLists(context, { shopId });
if ("skipped" in published) throw new Error(`Nothing was published: ${published.skipped}.`);
if (published.refused > 0) throw new Error(`${published.refused} lists were refused.`);
const publication: Publication = {
  ...{ calls, metafields, gone: published.gone, ms: performance.now() - begin },
  peakMb: process.resourceUsage().maxRSS / 1024,
};
await queue.close();
await db.close();
process.stdout.write(JSON.stringify(publication));

function overHttp({ url, token }: NonNullable<PublicationJob["simulator"]>): AdminClient {
  rerouteFetch(url);
  const refused = () => Promise.reject(new Error("The simulator refused the token."));
  return adminClient({ domain, tokens: { current: async () => token, insteadOf: refused, refused } });
}

/** Answers as the simulator does where nothing is wrong, in this process. */
function takesEverything(): AdminClient {
  const answers = new Map<string, object>([
    [String(SET_METAFIELDS), { metafieldsSet: { metafields: [], userErrors: [] } }],
    [
      String(RECOMMENDATION_OWNER),
      { currentAppInstallation: { id: "gid://shopify/AppInstallation/1", app: { id: "gid://shopify/App/1" } } },
    ],
  ]);
  return {
    domain,
    async query(document) {
      const answer = answers.get(String(document));
      if (answer === undefined) throw new Error(`Nobody answers ${document}`);
      return answer as never;
    },
  };
}
