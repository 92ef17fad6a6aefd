import type { BarAction, TitleBar } from "../../app-bridge/messages";
import type { FrameData } from "../app-page";
import { element } from "./element";

/** Title and actions above the frame. Changed in place, so that a focused button stays focused. */
export function titleBar(data: FrameData, press: (id: string) => void) {
  const title = element("page-title", HTMLHeadingElement);
  const breadcrumb = element("breadcrumb", HTMLDivElement);
  const actions = element("page-actions", HTMLDivElement);
  return {
    show(bar: TitleBar | null): void {
      const text = bar?.title || data.appName;
      if (title.textContent !== text) title.textContent = text;
      document.title = `${text} · ${data.shopName} · Simulated Shopify`;
      showButtons(breadcrumb, bar?.breadcrumb ? [bar.breadcrumb] : [], press, "breadcrumb");
      const primary = bar?.primary ?? null;
      showButtons(actions, [...(bar?.secondary ?? []), ...(primary ? [primary] : [])], press, "action", primary?.id);
    },
  };
}

export function showButtons(
  place: HTMLElement,
  wanted: readonly BarAction[],
  press: (id: string) => void,
  kind: string,
  primaryId?: string,
): void {
  const present = new Map([...place.querySelectorAll("button")].map((button) => [button.dataset.action ?? "", button]));
  wanted.forEach((action, position) => {
    const button = present.get(action.id) ?? newButton(action.id, press);
    present.delete(action.id);
    if (button.textContent !== action.label) button.textContent = action.label;
    button.disabled = action.isDisabled || action.isLoading;
    button.setAttribute("aria-busy", String(action.isLoading));
    button.className = action.id === primaryId ? "primary" : action.isCritical ? "critical" : kind;
    if (place.children[position] !== button) place.insertBefore(button, place.children[position] ?? null);
  });
  for (const button of present.values()) button.remove();
}

function newButton(id: string, press: (id: string) => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.action = id;
  button.addEventListener("click", () => press(id));
  return button;
}
