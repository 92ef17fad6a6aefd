import { html, type Html } from "../pages/html";

const PATHS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  bag: "M5 7h10l1 10H4zM7.5 7V5.5a2.5 2.5 0 0 1 5 0V7",
  home: "M3 9.5 10 4l7 5.5V16a1 1 0 0 1-1 1h-3.500v-4.500h-5V17H4a1 1 0 0 1-1-1z",
  orders: "M4 4h12l1 7v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-5zM3 11h4l1 2h4l1-2h4",
  products: "M3 10V4a1 1 0 0 1 1-1h6l7 7-7 7zM6.500 6.500h.01",
  customers: "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c.5-3.500 3-5 6-5s5.500 1.500 6 5",
  store: "M3 8l1-4h12l1 4M4 8v8h12V8M3 8a2 2 0 0 0 4.500 0 2.500 2.500 0 0 0 5 0A2 2 0 0 0 17 8M8 16v-4h4v4",
  app: "M4 15V9M8 15V5M12 15v-4M16 15V7",
} as const;

export function icon(name: keyof typeof PATHS): Html {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="${PATHS[name]}" />
  </svg>`;
}
