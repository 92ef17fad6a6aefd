import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LoginPage } from "~/features/installation/login-page";
import { readForm } from "~/requests/form.server";
import { login } from "~/requests/shopify.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return { isShopUnknown: isRefused(await login(request)) };
}

export async function action({ request }: ActionFunctionArgs) {
  await readForm(request.clone());
  return { isShopUnknown: isRefused(await login(request)) };
}

export default function LoginRoute() {
  const { isShopUnknown } = useLoaderData<typeof loader>();
  return <LoginPage isShopUnknown={useActionData<typeof action>()?.isShopUnknown ?? isShopUnknown} />;
}

/** Whether the library found fault with the shop that was entered. */
const isRefused = ({ shop }: Awaited<ReturnType<typeof login>>) => shop !== undefined;
