import { Text } from "~/ui/polaris";

/** Where a visitor lands who did not come from Shopify admin: how to get there. */
export function LoginPage({ problem }: { readonly problem: string | null }) {
  return (
    <main className="cb-page cb-page--narrow">
      <section className="cb-card cb-empty">
        <Text as="h1" variant="headingLg">
          Open Comeback from Shopify
        </Text>
        <div className="cb-empty__text">
          <p>
            Comeback runs inside Shopify admin, where Shopify says which shop is asking. In Shopify admin choose{" "}
            <strong>Apps</strong>, then <strong>Comeback</strong>.
          </p>
          <p>Already there? Reload the whole page, so that Shopify signs you in again.</p>
        </div>
        {/* Shopify's sign-in refuses to be framed, hence the whole window. */}
        <form method="post" target="_top" className="cb-login">
          <label className="cb-login__field">
            <span>Or enter the shop&rsquo;s Shopify address</span>
            <input
              className="cb-input"
              name="shop"
              placeholder="my-shop.myshopify.com"
              autoComplete="on"
              autoCapitalize="none"
              spellCheck={false}
              aria-invalid={problem ? true : undefined}
              aria-describedby={problem ? "shop-problem" : undefined}
            />
          </label>
          {problem && (
            <p className="cb-field-error" id="shop-problem" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="cb-button">
            Open in Shopify admin
          </button>
        </form>
      </section>
    </main>
  );
}
