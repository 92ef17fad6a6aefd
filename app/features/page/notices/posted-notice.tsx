import { useActionData } from "@remix-run/react";
import type { Answer } from "~/features/page/use-toast";
import { Banner } from "~/ui/polaris";

/** What an action answered to a form that was posted without script, where no toast can say it. */
export function PostedNotice() {
  const answer = useActionData<Answer>();
  if (!answer) return null;
  const isDone = "message" in answer;
  return <Banner tone={isDone ? "success" : "critical"} title={isDone ? answer.message : answer.error} />;
}
