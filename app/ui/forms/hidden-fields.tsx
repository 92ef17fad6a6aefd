/** What a form sends besides what is typed. */
export function HiddenFields({ fields }: { readonly fields: Iterable<readonly [name: string, value: string]> }) {
  return (
    <>
      {[...fields].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
