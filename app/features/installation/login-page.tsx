import { useWords } from "~/ui/format/use-words";
import { TextField } from "~/ui/forms/text-field";
import { NarrowPage } from "~/ui/frame/narrow-page";
import { Button, Text } from "~/ui/polaris";
import { LOGIN_TEXTS } from "~/words/pages/login";

const EXAMPLE = "my-shop.myshopify.com";

/** Where a visitor lands who did not come from Shopify admin: how to get there. */
export function LoginPage({ isShopUnknown }: { readonly isShopUnknown: boolean }) {
  const say = useWords(LOGIN_TEXTS);
  return (
    <NarrowPage title={say("title")}>
      <Text as="p">{say.rich("where", { strong: (name) => <strong>{name}</strong> })}</Text>
      <Text as="p">{say("reload")}</Text>
      {/* Shopify's sign-in refuses to be framed, hence the whole window. */}
      <form method="post" target="_top">
        <TextField
          name="shop"
          label={say("shop.label")}
          initial=""
          inputMode="url"
          placeholder={EXAMPLE}
          error={isShopUnknown ? say("shop.error", { example: EXAMPLE }) : undefined}
          button={<Button submit>{say("open")}</Button>}
        />
      </form>
    </NarrowPage>
  );
}
