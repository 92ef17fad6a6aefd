import { useFetcher } from "@remix-run/react";
import { InlineStack, Text } from "~/ui/polaris";
import { PostButton } from "~/ui/forms/post-button";

/** Asks for a new forecast; the page then follows by itself. */
export function ForecastButton({ label }: { readonly label: string }) {
  const ask = useFetcher<{ readonly message: string }>();
  return (
    <ask.Form method="post" action="/app/customers">
      <InlineStack gap="200" blockAlign="center">
        <PostButton intent="forecast" label={label} isBusy={ask.state !== "idle"} />
        <span role="status">
          <Text as="span" tone="subdued">
            {ask.state === "idle" ? ask.data?.message : null}
          </Text>
        </span>
      </InlineStack>
    </ask.Form>
  );
}
