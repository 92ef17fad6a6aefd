import type { ReactNode } from "react";
import { Link } from "~/ui/polaris";

export interface AdminLinkProps {
  readonly kind: "customers" | "orders" | "products" | "checkouts";
  readonly id: string;
  readonly text: ReactNode;
}

/** A page of the admin around the frame. */
export function AdminLink({ kind, id, text }: AdminLinkProps) {
  return (
    <Link url={`shopify://admin/${kind}/${id}`} target="_top">
      {text}
    </Link>
  );
}
