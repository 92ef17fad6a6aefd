import type { AdminLink } from "./admin-link";
import { barAction } from "./bars";
import type { BarAction, FromApp } from "./messages";

export interface SaveBarControl {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
  leaveConfirmation(): Promise<void>;
}

/** `ui-save-bar`, and forms marked `data-save-bar`, shown by the admin page above the frame. */
export function installSaveBar(link: AdminLink): SaveBarControl {
  let shown: Element | null = null;

  const say = (message: Omit<Extract<FromApp, { type: "save-bar" }>, "type">) =>
    link.send({ type: "save-bar", ...message });
  const setShown = (owner: Element) => {
    shown = owner;
  };
  const hideBar = (owner: Element) => {
    if (shown !== owner) return;
    shown = null;
    say({ isShowing: false, save: null, discard: null, confirmDiscard: false });
  };

  class SaveBarElement extends HTMLElement {
    // The wrapper of app-bridge-react changes the buttons while the bar is up: their state must follow.
    readonly #buttons = new MutationObserver(() => this.#announce());
    get showing(): boolean {
      return shown === this;
    }
    get discardConfirmation(): boolean {
      return this.hasAttribute("discardconfirmation") || this.hasAttribute("discardConfirmation");
    }
    async show(): Promise<void> {
      if (shown === this) return;
      setShown(this);
      this.#announce();
      this.#buttons.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
      this.dispatchEvent(new Event("show"));
    }
    async hide(): Promise<void> {
      if (shown !== this) return;
      this.#buttons.disconnect();
      hideBar(this);
      this.dispatchEvent(new Event("hide"));
    }
    toggle(): Promise<void> {
      return this.showing ? this.hide() : this.show();
    }
    disconnectedCallback(): void {
      this.#buttons.disconnect();
      hideBar(this);
    }
    #announce(): void {
      const buttons = [...this.querySelectorAll<HTMLElement>("button")];
      const save = buttons.find((button) => button.getAttribute("variant") === "primary");
      const discard = buttons.find((button) => button !== save);
      say({
        isShowing: true,
        save: save ? named(barAction(save), "Save") : null,
        discard: discard ? named(barAction(discard), "Discard") : null,
        confirmDiscard: this.discardConfirmation,
      });
    }
  }
  customElements.define("ui-save-bar", SaveBarElement);
  watchForms(say, hideBar, setShown);

  const withId = (id: string): SaveBarElement => {
    const element = document.getElementById(id);
    if (!(element instanceof SaveBarElement)) throw new Error(`No save bar has the id "${id}".`);
    return element;
  };
  return {
    show: async (id) => withId(id).show(),
    hide: async (id) => withId(id).hide(),
    toggle: async (id) => withId(id).toggle(),
    async leaveConfirmation() {
      if (shown === null) return;
      await link.ask((request) => ({ type: "leave-confirmation", request }), "leave-confirmed");
    },
  };
}

function named(action: BarAction, label: string): BarAction {
  return action.label === "" ? { ...action, label } : action;
}

/** `<form data-save-bar>`: the bar shows while the form differs from what it was, Save submits and Discard resets it. */
function watchForms(
  say: (message: Omit<Extract<FromApp, { type: "save-bar" }>, "type">) => void,
  hideBar: (owner: Element) => void,
  setShown: (owner: Element) => void,
): void {
  const buttons = new WeakMap<HTMLFormElement, { save: HTMLElement; discard: HTMLElement }>();
  const markedForm = (event: Event) =>
    event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-save-bar]") : null;

  const buttonsOf = (form: HTMLFormElement) => {
    let pair = buttons.get(form);
    if (pair === undefined) {
      const save = document.createElement("button");
      const discard = document.createElement("button");
      save.addEventListener("click", () => form.requestSubmit());
      discard.addEventListener("click", () => form.reset());
      pair = { save, discard };
      buttons.set(form, pair);
    }
    return pair;
  };
  for (const type of ["input", "change"]) {
    document.addEventListener(type, (event) => {
      const form = markedForm(event);
      if (form === null) return;
      const { save, discard } = buttonsOf(form);
      setShown(form);
      say({
        isShowing: true,
        save: named(barAction(save), "Save"),
        discard: named(barAction(discard), "Discard"),
        confirmDiscard: form.hasAttribute("data-discard-confirmation"),
      });
    });
  }
  for (const type of ["reset", "submit"]) {
    document.addEventListener(type, (event) => {
      const form = markedForm(event);
      if (form !== null) hideBar(form);
    });
  }
}
