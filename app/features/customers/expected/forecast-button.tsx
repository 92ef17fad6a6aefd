import { useFetcher } from "@remix-run/react";
import { useWords } from "~/ui/format/use-words";
import { PostButton } from "~/ui/forms/post-button";
import { InlineStack, Text } from "~/ui/polaris";
import { FORECAST_TEXTS } from "~/words/pages/forecast";

/** Asks for a new forecast; the page then follows by itself. */
export function ForecastButton({ label }: { readonly label: string }) {
  const say = useWords(FORECAST_TEXTS);
  const ask = useFetcher<{ readonly isRequested: boolean }>();
  return (
    <ask.Form method="post" action="/app/customers">
      <InlineStack gap="200" blockAlign="center">
        <PostButton intent="forecast" label={label} isBusy={ask.state !== "idle"} />
        <span role="status">
          <Text as="span" tone="subdued">
            {ask.state === "idle" && ask.data?.isRequested && say("requested")}
          </Text>
        </span>
      </InlineStack>
    </ask.Form>
  );
}
