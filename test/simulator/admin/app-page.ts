import { html, jsonForScript } from "../pages/html";
import { storeName, type AdminContext } from "./admin-context";
import { layout } from "./layout";

/** What the admin's script needs to know about the frame. */
export interface FrameData {
  readonly base: string;
  readonly handle: string;
  readonly appName: string;
  readonly appOrigin: string;
  readonly shop: string;
  readonly shopName: string;
  readonly storefront: string;
}

/** The page that frames the app. */
export function appPage(context: AdminContext, shopDomain: string, frameSource: string): string {
  const { app } = context;
  const base = `/store/${storeName(shopDomain)}`;
  const data: FrameData = {
    base,
    handle: app.handle,
    appName: app.name,
    appOrigin: new URL(context.appUrl).origin,
    shop: shopDomain,
    shopName: context.store.shop(shopDomain).profile().name,
    storefront: context.storefrontUrl(shopDomain),
  };
  return layout(context, shopDomain, {
    title: app.name,
    section: "app",
    isFrame: true,
    content: html`
      <div id="loading-bar" class="loading-bar" hidden></div>
      <div class="title-bar">
        <div id="breadcrumb"></div>
        <h1 id="page-title">${app.name}</h1>
        <div id="page-actions" class="actions"></div>
      </div>
      <iframe id="app-frame" name="app-iframe" title="${app.name}" src="${frameSource}"></iframe>
      <div id="toasts" class="toasts" role="status" aria-live="polite"></div>
      <dialog id="leave-dialog" aria-labelledby="leave-title">
        <h2 id="leave-title">Leave page with unsaved changes?</h2>
        <p>Leaving this page deletes all unsaved changes.</p>
        <form method="dialog" class="actions">
          <button value="stay">Stay</button>
          <button value="leave" class="critical">Leave page</button>
        </form>
      </dialog>
      <dialog id="scopes-dialog" aria-labelledby="scopes-title">
        <h2 id="scopes-title">${app.name} asks for more access</h2>
        <ul id="scopes-list"></ul>
        <p>You can take it away again at any time.</p>
        <form method="dialog" class="actions">
          <button value="cancel">Cancel</button>
          <button value="approve" class="primary">Approve</button>
        </form>
      </dialog>
      <dialog id="picker-dialog" aria-labelledby="picker-title">
        <h2 id="picker-title">Choose products</h2>
        <label for="picker-search">Search products</label>
        <input id="picker-search" type="search" autocomplete="off" />
        <div id="picker-list" class="picker-list"></div>
        <div class="actions">
          <button type="button" id="picker-cancel">Cancel</button>
          <button type="button" id="picker-add" class="primary">Add</button>
        </div>
      </dialog>
    `,
    script: html`<script type="application/json" id="frame-data">
      ${jsonForScript(data)}
    </script>`,
  });
}
