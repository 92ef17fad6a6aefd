import type { NavItem } from "../../app-bridge/messages";
import { element } from "./element";

/** On a narrow screen the navigation lies behind a button. */
export function foldNavigation(): void {
  const button = element("menu-button", HTMLButtonElement);
  const set = (isOpen: boolean) => {
    button.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("menu-open", isOpen);
  };
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  const navigation = element("navigation", HTMLElement);
  navigation.addEventListener("click", (event) => {
    // What darkens the rest of the page belongs to the navigation too: a press there folds it away.
    const isBeside = event.clientX > navigation.getBoundingClientRect().right;
    if (isBeside || (event.target instanceof Element && event.target.closest("a"))) set(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    set(false);
    button.focus();
  });
}

export interface AppNavigation {
  show(items: readonly NavItem[]): void;
  markCurrent(path: string): void;
}

/** The app's own links under its name; a click is played to the app, which navigates without loading anew. */
export function appNavigation(base: string, go: (href: string) => void): AppNavigation {
  const list = element("app-navigation", HTMLUListElement);
  const home = document.querySelector<HTMLAnchorElement>(`#navigation a[href="${base}"]`);
  let homeHref: string | null = null;
  let current = "/";

  const mark = () => {
    let best: HTMLAnchorElement | null = null;
    for (const link of list.querySelectorAll("a")) {
      link.removeAttribute("aria-current");
      const path = link.dataset.path ?? "";
      const isInside = current === path || current.startsWith(`${path}/`);
      if (isInside && path.length > (best?.dataset.path?.length ?? -1)) best = link;
    }
    best?.setAttribute("aria-current", "page");
    home?.setAttribute("aria-current", best === null ? "page" : "true");
  };
  const play = (link: HTMLAnchorElement, href: () => string | null) =>
    link.addEventListener("click", (event) => {
      const target = href();
      if (target === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(target);
    });
  if (home) play(home, () => homeHref);

  return {
    show(items) {
      homeHref = items.find((item) => item.isHome)?.href ?? null;
      list.replaceChildren(
        ...items
          .filter((item) => !item.isHome)
          .map(({ href, label }) => {
            const link = document.createElement("a");
            link.href = base + href;
            link.dataset.path = new URL(href, window.location.origin).pathname;
            link.textContent = label;
            play(link, () => href);
            const item = document.createElement("li");
            item.append(link);
            return item;
          }),
      );
      mark();
    },
    markCurrent(path) {
      current = new URL(path, window.location.origin).pathname;
      mark();
    },
  };
}
