import { Tabs } from "~/ui/tabs";

const TABS = [
  { key: "data", label: "Data", to: "/app/settings" },
  { key: "definitions", label: "Definitions", to: "/app/settings/definitions" },
  { key: "check", label: "Check against Shopify", to: "/app/settings/check" },
] as const;

/** The parts of the settings, each with its own address. */
export function SettingsTabs({ current }: { readonly current: (typeof TABS)[number]["key"] }) {
  return <Tabs label="Parts of the settings" tabs={TABS} current={current} />;
}
