interface Metric {
  readonly id: string;
  readonly name: "LCP" | "CLS" | "INP";
  readonly value: number;
}
type Report = (payload: { metrics: Metric[] }) => void | Promise<void>;

/** Measures the page as it runs; the app's callback gets the figures when the page is left, as Shopify reports them. */
export function webVitals() {
  const values = new Map<Metric["name"], number>();
  const id = Math.random().toString(36).slice(2);
  let report: Report | null = null;

  observe("largest-contentful-paint", (entry) => values.set("LCP", entry.startTime));
  observe("layout-shift", (entry) => {
    if ("hadRecentInput" in entry && entry.hadRecentInput) return;
    const shift = "value" in entry && typeof entry.value === "number" ? entry.value : 0;
    values.set("CLS", (values.get("CLS") ?? 0) + shift);
  });
  observe("event", (entry) => values.set("INP", Math.max(values.get("INP") ?? 0, entry.duration)));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || report === null) return;
    void report({ metrics: [...values].map(([name, value]) => ({ id: `${name}-${id}`, name, value })) });
  });

  return {
    async onReport(callback: Report | null): Promise<void> {
      report = callback;
    },
  };
}

function observe(type: string, take: (entry: PerformanceEntry) => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
}
