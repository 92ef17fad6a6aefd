/** What the app's frame and the admin page say to each other by `postMessage`. */

export interface BarAction {
  readonly id: string;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly isLoading: boolean;
  readonly isCritical: boolean;
}

export interface TitleBar {
  readonly title: string;
  readonly breadcrumb: BarAction | null;
  readonly primary: BarAction | null;
  readonly secondary: readonly BarAction[];
}

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly isHome: boolean;
}

export interface PickerItem {
  readonly id: string;
  readonly title: string;
  readonly handle: string;
}

/** What the app may do in the shop. */
export interface ScopesDetail {
  readonly granted: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export interface ScopesAnswer {
  /** Null when the app asked for a scope its configuration does not declare. */
  readonly result: "granted-all" | "declined-all" | null;
  readonly detail: ScopesDetail;
}

export type FromApp =
  | { readonly type: "hello" }
  | { readonly type: "id-token"; readonly request: number }
  | { readonly type: "address"; readonly path: string }
  | { readonly type: "title-bar"; readonly bar: TitleBar | null }
  | { readonly type: "nav-menu"; readonly items: readonly NavItem[] }
  | {
      readonly type: "toast-show";
      readonly id: string;
      readonly message: string;
      readonly isError: boolean;
      readonly durationMs: number;
      readonly action: string | null;
    }
  | { readonly type: "toast-hide"; readonly id: string }
  | {
      readonly type: "save-bar";
      readonly isShowing: boolean;
      readonly save: BarAction | null;
      readonly discard: BarAction | null;
      readonly confirmDiscard: boolean;
    }
  | { readonly type: "leave-confirmation"; readonly request: number }
  | { readonly type: "loading"; readonly isLoading: boolean }
  | { readonly type: "open"; readonly url: string; readonly isNewWindow: boolean }
  | { readonly type: "scopes"; readonly request: number; readonly asked: readonly string[] }
  | { readonly type: "pick-products"; readonly request: number; readonly query: string; readonly isMultiple: boolean };

export type FromAdmin =
  | { readonly type: "ready" }
  | { readonly type: "id-token"; readonly request: number; readonly token: string | null }
  | { readonly type: "navigate"; readonly href: string }
  | { readonly type: "press"; readonly id: string }
  | { readonly type: "toast-action"; readonly id: string }
  | { readonly type: "toast-gone"; readonly id: string }
  | { readonly type: "leave-confirmed"; readonly request: number }
  | ({ readonly type: "scopes"; readonly request: number } & ScopesAnswer)
  | { readonly type: "picked"; readonly request: number; readonly items: readonly PickerItem[] | null };

/** Marks our messages among those of other scripts. */
export const CHANNEL = "comeback-simulator";

export interface Envelope<Message> {
  readonly channel: typeof CHANNEL;
  readonly message: Message;
}

export function isEnvelope(data: unknown): data is Envelope<never> {
  return typeof data === "object" && data !== null && "channel" in data && data.channel === CHANNEL;
}
