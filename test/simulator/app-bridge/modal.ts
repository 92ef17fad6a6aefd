export interface ModalControl {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
}

const WIDTHS: Record<string, string> = { small: "380px", base: "620px", large: "980px", max: "calc(100vw - 32px)" };

/**
 * `ui-modal` as a dialog inside the frame (Shopify draws it over the whole admin). The dialog is only put into the
 * page when it is first shown, because anything added before React has hydrated would make it render everything again.
 */
export function installModal(): ModalControl {
  class ModalElement extends HTMLElement {
    readonly content = document.createElement("div");
    readonly #dialog = document.createElement("dialog");
    readonly #heading = document.createElement("h2");
    readonly #actions = document.createElement("div");
    readonly #children = new MutationObserver(() => this.#mirror());

    constructor() {
      super();
      const header = document.createElement("header");
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.addEventListener("click", () => void this.hide());
      header.append(this.#heading, close);
      this.#dialog.className = "simulated-modal";
      this.#actions.className = "simulated-modal-actions";
      this.#dialog.append(header, this.content, this.#actions);
      this.#dialog.addEventListener("close", () => {
        this.#children.disconnect();
        this.dispatchEvent(new Event("hide"));
      });
    }
    get variant(): string {
      return this.getAttribute("variant") ?? "base";
    }
    get src(): string | null {
      return this.getAttribute("src");
    }
    get contentWindow(): Window | null {
      return this.content.querySelector("iframe")?.contentWindow ?? null;
    }
    async show(): Promise<void> {
      if (this.#dialog.open) return;
      if (!this.#dialog.isConnected) document.body.append(this.#dialog);
      if (this.src !== null && this.content.childElementCount === 0) {
        const frame = document.createElement("iframe");
        frame.src = this.src;
        this.content.append(frame);
      }
      this.#mirror();
      this.#children.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
      this.#dialog.style.width = `min(${WIDTHS[this.variant] ?? WIDTHS.base}, calc(100vw - 32px))`;
      this.#dialog.showModal();
      this.dispatchEvent(new Event("show"));
    }
    async hide(): Promise<void> {
      if (this.#dialog.open) this.#dialog.close();
    }
    toggle(): Promise<void> {
      return this.#dialog.open ? this.hide() : this.show();
    }
    disconnectedCallback(): void {
      this.#children.disconnect();
      this.#dialog.remove();
    }
    /** Title and buttons of the modal's own title bar, drawn in the dialog. */
    #mirror(): void {
      const bar = this.querySelector("ui-title-bar");
      this.#heading.textContent = bar?.getAttribute("title") ?? "";
      this.#dialog.setAttribute("aria-label", this.#heading.textContent);
      const originals = [...(bar?.querySelectorAll<HTMLButtonElement>("button") ?? [])];
      this.#actions.replaceChildren(
        ...originals.map((original) => {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = original.textContent;
          button.disabled = original.hasAttribute("disabled") || original.hasAttribute("loading");
          if (original.getAttribute("variant") === "primary") button.className = "primary";
          if (original.getAttribute("tone") === "critical") button.className = "critical";
          button.addEventListener("click", () => original.click());
          return button;
        }),
      );
    }
  }
  customElements.define("ui-modal", ModalElement);

  const withId = (id: string): ModalElement => {
    const element = document.getElementById(id);
    if (!(element instanceof ModalElement)) throw new Error(`No modal has the id "${id}".`);
    return element;
  };
  return {
    show: async (id) => withId(id).show(),
    hide: async (id) => withId(id).hide(),
    toggle: async (id) => withId(id).toggle(),
  };
}
