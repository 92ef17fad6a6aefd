import { useActionData } from "@remix-run/react";
import { Banner } from "~/ui/polaris";
import type { Answer } from "../use-toast";

/** What an action answered to a form that was posted without script, where no toast can say it. */
export function PostedNotice() {
  const answer = useActionData<Answer>();
  if (!answer) return null;
  const isDone = "message" in answer;
  return <Banner tone={isDone ? "success" : "critical"} title={isDone ? answer.message : answer.error} />;
}
