import { TextField } from "~/ui/forms/text-field";
import { BlockStack, Button, Card, Page, Text } from "~/ui/polaris";

/** Where a visitor lands who did not come from Shopify admin: how to get there. */
export function LoginPage({ problem }: { readonly problem: string | null }) {
  return (
    <main>
      <Page narrowWidth>
        <Card padding="600">
          <BlockStack gap="300">
            <Text as="h1" variant="headingLg">
              Open Comeback from Shopify
            </Text>
            <Text as="p">
              Comeback runs inside Shopify admin, where Shopify says which shop is asking. In Shopify admin choose{" "}
              <strong>Apps</strong>, then <strong>Comeback</strong>.
            </Text>
            <Text as="p">Already there? Reload the whole page, so that Shopify signs you in again.</Text>
            {/* Shopify's sign-in refuses to be framed, hence the whole window. */}
            <form method="post" target="_top">
              <TextField
                name="shop"
                label="Or enter the shop’s Shopify address"
                initial=""
                inputMode="url"
                placeholder="my-shop.myshopify.com"
                error={problem ?? undefined}
                button={<Button submit>Open in Shopify admin</Button>}
              />
            </form>
          </BlockStack>
        </Card>
      </Page>
    </main>
  );
}
