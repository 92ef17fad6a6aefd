import { useFetcher } from "@remix-run/react";
import { PostButton } from "~/ui/post-button";

/** Asks for a new forecast; the page then follows by itself. */
export function ForecastButton({ label }: { readonly label: string }) {
  const ask = useFetcher<{ readonly message: string }>();
  return (
    <ask.Form method="post" action="/app/customers" className="cb-actions">
      <PostButton intent="forecast" label={label} busyLabel="Asking…" isBusy={ask.state !== "idle"} />
      <span role="status" className="cb-muted">
        {ask.state === "idle" ? ask.data?.message : null}
      </span>
    </ask.Form>
  );
}
