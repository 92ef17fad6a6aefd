import { useWords } from "~/ui/format/use-words";
import { Tabs } from "~/ui/navigation/tabs";
import { SETTINGS_TEXTS } from "~/words/pages/settings";

const TABS = [
  { key: "data", to: "/app/settings" },
  { key: "definitions", to: "/app/settings/definitions" },
  { key: "check", to: "/app/settings/check" },
] as const;

/** The parts of the settings, each with its own address. */
export function SettingsTabs({ current }: { readonly current: (typeof TABS)[number]["key"] }) {
  const say = useWords(SETTINGS_TEXTS);
  const tabs = TABS.map(({ key, to }) => ({ key, to, label: say(`tabs.${key}`) }));
  return <Tabs label={say("tabs.label")} tabs={tabs} current={current} />;
}
