import { createHash } from "node:crypto";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";

/** The least Remix can serve: what a webhook route reads, a slow page, and one that fails. */
export function stubBuild(onBegin: () => void = () => {}): ServerBuild {
  const route = (path: string, module: object) => ({
    id: path,
    parentId: "root",
    path,
    module: { default: undefined, ...module },
  });
  const routes = {
    root: { id: "root", path: "", module: { default: () => null } },
    webhooks: route("webhooks", {
      action: async ({ request }: ActionFunctionArgs) => {
        const body = Buffer.from(await request.arrayBuffer());
        return new Response(createHash("sha256").update(body).digest("hex").repeat(50));
      },
    }),
    slow: route("slow", {
      loader: async () => {
        onBegin();
        await new Promise((resolve) => setTimeout(resolve, 800));
        return new Response("slow but whole ".repeat(200));
      },
    }),
  };
  return {
    entry: { module: { default: () => new Response("page") } },
    routes,
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: { v3_singleFetch: true },
    isSpaMode: false,
    mode: "production",
  } as unknown as ServerBuild;
}
