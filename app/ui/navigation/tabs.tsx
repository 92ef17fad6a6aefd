import { lazy, Suspense } from "react";
import { Box, Button, ButtonGroup } from "~/ui/polaris";
import { useHasScript } from "~/ui/use-has-script";

/** Tabs that measure themselves; they bring menus and dialogs with them. */
const ScriptedTabs = lazy(() => import("./scripted-tabs"));

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly to: string;
}

export interface TabsProps {
  /** What the tabs divide, for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: string;
}

/** Parts of one page. Each has its address, and until script runs they are plain links. */
export function Tabs(props: TabsProps) {
  const links = <TabLinks {...props} />;
  return (
    <nav aria-label={props.label} className="cb-tabs">
      {useHasScript() ? (
        <Suspense fallback={links}>
          <ScriptedTabs {...props} />
        </Suspense>
      ) : (
        links
      )}
    </nav>
  );
}

function TabLinks({ tabs, current }: TabsProps) {
  return (
    <Box padding="200">
      <ButtonGroup gap="extraTight">
        {tabs.map(({ key, label, to }) =>
          key === current ? (
            <Button key={key} variant="tertiary" pressed>
              {label}
            </Button>
          ) : (
            <Button key={key} variant="tertiary" url={to}>
              {label}
            </Button>
          ),
        )}
      </ButtonGroup>
    </Box>
  );
}
