import { CHANNEL, isEnvelope, type FromAdmin, type FromApp } from "../../app-bridge/messages";
import type { FrameData } from "../app-page";
import { adminAddress } from "./admin-address";
import { element } from "./element";
import { appNavigation } from "./navigation";
import { pickProducts } from "./product-picker";
import { saveBar } from "./save-bar";
import { askForScopes } from "./scopes-dialog";
import { titleBar } from "./title-bar";
import { toasts } from "./toasts";

/** The admin's side of App Bridge. */
export function runFrame(data: FrameData): void {
  const frame = element("app-frame", HTMLIFrameElement);
  const loading = element("loading-bar", HTMLDivElement);
  const base = `${data.base}/apps/${data.handle}`;

  const send = (message: FromAdmin) => frame.contentWindow?.postMessage({ channel: CHANNEL, message }, data.appOrigin);
  const press = (id: string) => send({ type: "press", id });
  const bar = saveBar(press);
  const title = titleBar(data, press);
  const notes = toasts(
    (id) => send({ type: "toast-action", id }),
    (id) => send({ type: "toast-gone", id }),
  );
  const navigation = appNavigation(base, (href) => {
    if (bar.isShowing()) bar.remind();
    else send({ type: "navigate", href });
  });

  const sendToken = async (request: number) => {
    const response = await fetch(`${data.base}/session-token`);
    const { token } = (await response.json()) as { token: string | null };
    send({ type: "id-token", request, token });
    if (token === null) window.location.reload();
  };

  const handle = async (message: FromApp): Promise<void> => {
    switch (message.type) {
      case "hello":
        send({ type: "ready" });
        bar.hide();
        loading.hidden = true;
        return;
      case "id-token":
        return sendToken(message.request);
      case "address":
        window.history.replaceState(null, "", message.path === "/" ? base : base + message.path);
        navigation.markCurrent(message.path);
        return;
      case "title-bar":
        return title.show(message.bar);
      case "nav-menu":
        return navigation.show(message.items);
      case "toast-show":
        return notes.show(message);
      case "toast-hide":
        return notes.hide(message.id);
      case "save-bar":
        return message.isShowing ? bar.show(message) : bar.hide();
      case "leave-confirmation":
        if (await bar.confirmLeaving()) send({ type: "leave-confirmed", request: message.request });
        return;
      case "loading":
        loading.hidden = !message.isLoading;
        return;
      case "open": {
        const address = adminAddress(message.url, data);
        if (message.isNewWindow) window.open(address, "_blank", "noopener");
        else window.location.assign(address);
        return;
      }
      case "scopes": {
        send({ type: "scopes", request: message.request, ...(await askForScopes(data.base, message.asked)) });
        return;
      }
      case "pick-products": {
        const items = await pickProducts(data.base, message.query, message.isMultiple);
        send({ type: "picked", request: message.request, items });
      }
    }
  };
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== data.appOrigin || !isEnvelope(event.data)) return;
    void handle(event.data.message);
  });
}
