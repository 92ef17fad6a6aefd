import type { ReactNode } from "react";

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
  readonly link: (props: {
    readonly to: string;
    readonly className?: string;
    readonly "aria-current"?: "page";
    readonly children: ReactNode;
  }) => ReactNode;
}

/** Parts of one page. They are plain links: each has its address, and they work without script. */
export function Tabs({ label, tabs, current, link: PageLink }: TabsProps) {
  return (
    <nav aria-label={label} className="cb-tabs">
      <ul>
        {tabs.map(({ key, label: name, to }) => (
          <li key={key}>
            <PageLink to={to} className="cb-tab" {...(key === current && { "aria-current": "page" as const })}>
              {name}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A choice between few views of one chart, as links beside each other. */
export function ChoiceLinks({ label, tabs, current, link: PageLink }: TabsProps) {
  return (
    <nav aria-label={label} className="cb-choices">
      <span className="cb-choices__label" aria-hidden="true">
        {label}
      </span>
      <ul>
        {tabs.map(({ key, label: name, to }) => (
          <li key={key}>
            <PageLink to={to} className="cb-choice" {...(key === current && { "aria-current": "page" as const })}>
              {name}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
