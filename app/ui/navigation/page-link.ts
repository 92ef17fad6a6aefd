import type { ReactNode } from "react";

/** How the app's pages link to each other; a plain link until script runs. */
export type PageLinkComponent = (props: {
  readonly to: string;
  readonly className?: string;
  readonly "aria-current"?: "page";
  readonly children: ReactNode;
}) => ReactNode;
