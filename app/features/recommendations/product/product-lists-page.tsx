import type { ReactNode } from "react";
import { useWords } from "~/ui/format/use-words";
import type { Formatters } from "~/ui/format/formatters";
import { PageFrame } from "~/ui/frame/page-frame";
import { Notice } from "~/ui/frame/states";
import { TitledCard } from "~/ui/frame/titled-card";
import { Link } from "~/ui/polaris";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { HeldOutToday } from "../experiment/hold-out-notices";
import { ListEditor } from "./list-editor";
import type { ProductListsView } from "./load-product-lists.server";
import { StorefrontPreview } from "./storefront-preview";

export interface ProductListsPageProps {
  readonly view: ProductListsView;
  /** The address of all products. */
  readonly backUrl: string;
  /** What came of a wish. */
  readonly notice: ReactNode;
  readonly format: Formatters;
}

/** One product: its lists as shoppers see them, and what the merchant wants otherwise. */
export function ProductListsPage({ view, backUrl, notice, format }: ProductListsPageProps) {
  const say = useWords(RECOMMENDATION_TEXTS);
  return (
    <PageFrame title={view.title} controls={<Link url={backUrl}>{say("detail.back")}</Link>}>
      {notice}
      {view.obstacle && <Notice tone="info" title={say(`obstacle.${view.obstacle}`)} />}
      <TitledCard id="preview" title={say("detail.preview")} summary={say("detail.previewNote")}>
        {view.insteadToday && <HeldOutToday instead={view.insteadToday} />}
        <StorefrontPreview lists={view.lists} format={format} />
      </TitledCard>
      <TitledCard id="edit" title={say("detail.edit")} summary={say("detail.editNote")}>
        <ListEditor view={view} format={format} />
      </TitledCard>
    </PageFrame>
  );
}
