import type { AdminLink } from "./admin-link";
import type { BarAction, NavItem, TitleBar } from "./messages";

const NAV_MENU = "ui-nav-menu, s-app-nav";

/** Mirrors the app's title bar and navigation elements in the admin page, and plays clicks there back to them. */
export function mirrorBars(link: AdminLink): void {
  const said = new Map<string, string>();
  const sayOnce = (type: string, message: Parameters<AdminLink["send"]>[0]) => {
    const text = JSON.stringify(message);
    if (said.get(type) === text) return;
    said.set(type, text);
    link.send(message);
  };
  const mirror = () => {
    sayOnce("title-bar", { type: "title-bar", bar: readTitleBar() });
    sayOnce("nav-menu", { type: "nav-menu", items: readNavMenu() });
  };
  const observer = new MutationObserver(mirror);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  mirror();

  link.listen((message) => {
    if (message.type === "press") elementOf(message.id)?.click();
    if (message.type === "navigate") navigate(message.href);
  });
}

function readTitleBar(): TitleBar | null {
  const bar = [...document.querySelectorAll("ui-title-bar")].find((element) => element.closest("ui-modal") === null);
  if (bar === undefined) return null;
  const actions = [...bar.querySelectorAll<HTMLElement>("button, a")];
  const variantOf = (element: HTMLElement) => element.getAttribute("variant");
  const first = (variant: string) => {
    const element = actions.find((action) => variantOf(action) === variant);
    return element ? barAction(element) : null;
  };
  return {
    title: bar.getAttribute("title") ?? document.title,
    breadcrumb: first("breadcrumb"),
    primary: first("primary"),
    secondary: actions.filter((action) => variantOf(action) === null).map(barAction),
  };
}

function readNavMenu(): NavItem[] {
  return [...document.querySelectorAll<HTMLElement>(`:is(${NAV_MENU}) :is(a, s-link)[href]`)].map((element) => ({
    href: element.getAttribute("href") ?? "/",
    label: element.textContent.trim(),
    isHome: element.getAttribute("rel") === "home",
  }));
}

/** A click in the host's menu: the app's own link announces it, as App Bridge does, and the router follows. */
function navigate(href: string): void {
  const links = document.querySelectorAll(`:is(${NAV_MENU}) :is(a, s-link)`);
  const element =
    [...links].find((candidate) => candidate.getAttribute("href") === href) ?? document.createElement("a");
  if (!element.isConnected) {
    window.location.assign(href);
    return;
  }
  element.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
}

const ids = new WeakMap<HTMLElement, string>();
const elements = new Map<string, WeakRef<HTMLElement>>();

export function barAction(element: HTMLElement): BarAction {
  let id = ids.get(element);
  if (id === undefined) {
    id = `action-${elements.size + 1}`;
    ids.set(element, id);
    elements.set(id, new WeakRef(element));
  }
  return {
    id,
    label: element.textContent.trim(),
    isDisabled: element.hasAttribute("disabled"),
    isLoading: element.hasAttribute("loading") && element.getAttribute("loading") !== "false",
    isCritical: element.getAttribute("tone") === "critical",
  };
}

function elementOf(id: string): HTMLElement | undefined {
  return elements.get(id)?.deref();
}
