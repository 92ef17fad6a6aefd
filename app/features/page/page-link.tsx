import { Link, type LinkProps } from "@remix-run/react";
import { Link as PolarisLink } from "~/ui/polaris";

/** A link to another view of the same page or to another page; a plain one until script runs. */
export function PageLink({
  to,
  className,
  children,
  ...current
}: Pick<LinkProps, "className" | "children" | "aria-current"> & { readonly to: string }) {
  return className === undefined ? (
    <PolarisLink url={to}>{children}</PolarisLink>
  ) : (
    <Link to={to} className={className} {...current}>
      {children}
    </Link>
  );
}
