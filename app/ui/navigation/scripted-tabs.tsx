import { useMemo } from "react";
import { Tabs } from "~/ui/polaris";
import type { TabsProps } from "./tabs";

/** The tabs of Polaris: arrow keys move between them, and on a phone they scroll. */
export default function ScriptedTabs({ tabs, current }: TabsProps) {
  const shown = useMemo(
    () => tabs.map(({ key, label, to }) => ({ id: `tab-${key}`, content: label, url: to })),
    [tabs],
  );
  return (
    <Tabs
      tabs={shown}
      selected={Math.max(
        0,
        tabs.findIndex(({ key }) => key === current),
      )}
    />
  );
}
