import { useState } from "react";
import { useWords } from "~/ui/format/use-words";
import { Box, Button, InlineStack, Text } from "~/ui/polaris";
import { TABLE_TEXTS } from "~/words/parts/tables";

export interface DownloadButtonProps {
  /** Address of the file, on the app's own site. */
  readonly href: string;
  readonly label: string;
  /** For screen readers, where the buttons of a page share a label. */
  readonly name?: string;
  readonly size?: "slim" | "medium";
}

type Progress = "idle" | "busy" | "failed";

/**
 * Saves a file from within Shopify's frame. A plain link would carry no session token, so the file is fetched, which
 * App Bridge signs, and handed to the browser from memory.
 */
export function DownloadButton({ href, label, name, size = "medium" }: DownloadButtonProps) {
  const say = useWords(TABLE_TEXTS);
  const [progress, setProgress] = useState<Progress>("idle");
  const [reason, setReason] = useState("");

  const download = async () => {
    if (progress === "busy") return;
    setProgress("busy");
    try {
      const response = await fetch(href, { headers: { Accept: "text/csv" } });
      if (!response.ok) {
        const isOurs =
          [400, 503].includes(response.status) && response.headers.get("Content-Type")?.startsWith("text/plain");
        setReason(isOurs ? await response.text() : say("notCreated"));
        setProgress("failed");
        return;
      }
      save(await response.blob(), fileName(response) ?? "comeback.csv");
      setProgress("idle");
    } catch {
      setReason(say("notArrived"));
      setProgress("failed");
    }
  };

  return (
    <Box printHidden>
      <InlineStack gap="200" blockAlign="center">
        <Button
          onClick={() => void download()}
          loading={progress === "busy"}
          {...(name !== undefined && { accessibilityLabel: name })}
          size={size}
        >
          {label}
        </Button>
        <noscript>
          <Text as="span" tone="subdued">
            {say("withoutScript")}
          </Text>
        </noscript>
        <span role="status">
          {progress === "failed" && (
            <Text as="span" tone="critical">
              {reason}
            </Text>
          )}
        </span>
      </InlineStack>
    </Box>
  );
}

function fileName(response: Response): string | null {
  return /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? null;
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address up once the click is through.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
