import { Link, type LinkProps } from "@remix-run/react";

/** A link to another view of the same page or to another page; a plain one until script runs. */
export function PageLink({
  className = "cb-link",
  ...props
}: Pick<LinkProps, "to" | "className" | "children" | "aria-current">) {
  return <Link className={className} preventScrollReset {...props} />;
}
