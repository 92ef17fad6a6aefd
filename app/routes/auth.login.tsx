import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LoginPage } from "~/features/installation/login-page";
import { readForm } from "~/requests/form.server";
import { login } from "~/requests/shopify.server";

export const meta: MetaFunction = () => [{ title: "Open Comeback" }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { problem: problemOf(await login(request)) };
}

export async function action({ request }: ActionFunctionArgs) {
  await readForm(request.clone());
  return { problem: problemOf(await login(request)) };
}

export default function LoginRoute() {
  const { problem } = useLoaderData<typeof loader>();
  return <LoginPage problem={useActionData<typeof action>()?.problem ?? problem} />;
}

function problemOf({ shop }: Awaited<ReturnType<typeof login>>): string | null {
  if (!shop) return null;
  return "Enter the shop's Shopify address, such as my-shop.myshopify.com.";
}
