import { useWords } from "~/ui/format/use-words";
import { Button, InlineStack, Text } from "~/ui/polaris";
import { ERROR_TEXTS } from "~/words/parts/errors";
import { NarrowPage } from "./narrow-page";

const KINDS: Readonly<Record<number, "signIn" | "noSuchPage" | "forBrowsers" | "later">> = {
  401: "signIn",
  404: "noSuchPage",
  410: "forBrowsers",
  503: "later",
};

interface ErrorPageProps {
  readonly status: number;
  /** What the answer itself says, which is shown where it is the app that is too busy or cut off. */
  readonly reason?: unknown;
  readonly onReload: () => void;
}

/** What failed, whether data is safe, and what to do, in place of a page. */
export function ErrorPage({ status, reason, onReload }: ErrorPageProps) {
  const say = useWords(ERROR_TEXTS);
  const kind = KINDS[status] ?? "unexpected";
  const isSaid = status === 503 && typeof reason === "string" && reason !== "";
  return (
    <NarrowPage title={say(`${kind}.title`)}>
      <Text as="p">{isSaid ? reason : say(`${kind}.text`)}</Text>
      <InlineStack>
        <Button onClick={onReload}>{say("reload")}</Button>
      </InlineStack>
    </NarrowPage>
  );
}
