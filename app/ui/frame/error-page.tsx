import { NarrowPage } from "./narrow-page";
import { Button, InlineStack, Text } from "../polaris";

const MESSAGES: Readonly<Record<number, { readonly title: string; readonly text: string }>> = {
  401: {
    title: "Shopify asked to sign in again",
    text: "Reload the page. If this comes back, open Comeback again from the list of apps in Shopify admin.",
  },
  404: {
    title: "There is no such page",
    text: "The address may be misspelt or from an older version. Open Comeback from the list of apps in Shopify admin.",
  },
  410: {
    title: "This page is for browsers",
    text: "Open Comeback from the list of apps in Shopify admin with an ordinary browser.",
  },
  503: {
    title: "This page cannot be shown at the moment",
    text: "Nothing is lost: changes from Shopify are kept and counted later. Reload the page in a minute.",
  },
};

const UNEXPECTED = {
  title: "This page could not be shown",
  text: "Something went wrong on our side. Your data is safe. Reload the page; if it fails again, try in a few minutes.",
};

interface ErrorPageProps {
  readonly status: number;
  /** What the answer itself says, which is shown where it is the app that is too busy or cut off. */
  readonly reason?: unknown;
  readonly onReload: () => void;
}

/** What failed, whether data is safe, and what to do, in place of a page. */
export function ErrorPage({ status, reason, onReload }: ErrorPageProps) {
  const { title, text } = MESSAGES[status] ?? UNEXPECTED;
  const isSaid = status === 503 && typeof reason === "string" && reason !== "";
  return (
    <NarrowPage title={title}>
      <Text as="p">{isSaid ? reason : text}</Text>
      <InlineStack>
        <Button onClick={onReload}>Reload</Button>
      </InlineStack>
    </NarrowPage>
  );
}
