import { Form, useLocation } from "@remix-run/react";
import { useWords } from "~/ui/format/use-words";
import { HiddenFields } from "~/ui/forms/hidden-fields";
import { TextField } from "~/ui/forms/text-field";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { Button } from "~/ui/polaris";
import { NOTICE_TEXTS } from "~/words/parts/notices";
import { LONGEST_SEARCH } from "~/ui/navigation/list-search";

export interface SearchFormProps {
  /** What is searched now; empty for nothing. */
  readonly search: string;
  readonly label: string;
  readonly placeholder: string;
}

/** Searches a list of the page by its address, which holds the words as `q`. */
export function SearchForm({ search, ...field }: SearchFormProps) {
  const say = useWords(NOTICE_TEXTS);
  const kept = keptParameters(useLocation().search);
  return (
    <Form method="get" role="search" preventScrollReset>
      <HiddenFields fields={Object.entries(kept)} />
      <TextField
        key={search}
        type="search"
        name="q"
        isLabelHidden
        initial={search}
        maxLength={LONGEST_SEARCH}
        button={<Button submit>{say("action.search")}</Button>}
        {...field}
      />
    </Form>
  );
}
