import type { ReactNode } from "react";
import { Text } from "./polaris";

export interface DetailsProps {
  /** What opens them: "Explain". */
  readonly words: string;
  /** What they are of, read out after the words. */
  readonly of?: string;
  /** At the other end of the line. */
  readonly basis?: ReactNode;
  readonly children: ReactNode;
}

/** What opens in its place, without script as well. */
export function Details({ words, of, basis, children }: DetailsProps) {
  return (
    <details className="cb-explain">
      <summary>
        {basis !== undefined && <span className="cb-explain__basis">{basis}</span>}
        <span className="cb-explain__more">
          {words}
          {of !== undefined && (
            <Text as="span" visuallyHidden>
              {of}
            </Text>
          )}
        </span>
      </summary>
      <div className="cb-explain__body">{children}</div>
    </details>
  );
}
