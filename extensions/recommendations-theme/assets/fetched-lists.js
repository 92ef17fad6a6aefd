// Fills the lists whose products only the browser can name, shortly before the shopper reaches them. The products are
// found by number in the shop's own search, answered by the section of the block. Where that fails the list stays out.
(() => {
  if (window.comebackFetchedLists) return;
  window.comebackFetchedLists = true;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        fill(target).catch(() => leaveOut(target));
      }
    },
    { rootMargin: "800px" },
  );

  /** What stands below must not move under the shopper's eyes. */
  function leaveOut(list) {
    if (list.getBoundingClientRect().top > window.innerHeight) list.hidden = true;
    else list.style.visibility = "hidden";
  }

  async function fill(list) {
    const { comebackPlace: place, comebackList: kind, comebackSection: section, comebackSearch: search } = list.dataset;
    const ids = await idsOf(list.dataset);
    if (ids.length === 0) throw new Error("nothing to show");
    const q = ids.map((id) => `id:${id}`).join(" OR ");
    const page = await ask(`${search}?${new URLSearchParams({ type: "product", section_id: section, q })}`);
    const found = new DOMParser()
      .parseFromString(await page.text(), "text/html")
      .querySelector(`[data-comeback-found="${list.dataset.comebackWaiting}"]`);
    if (!found?.children.length) throw new Error("nothing found");
    // The answer stands on the search page; what it is shown on knows itself.
    const items = list.querySelector("ul");
    items.style.minHeight = `${items.offsetHeight}px`;
    items.innerHTML = found.innerHTML.replaceAll(`search.${kind}.`, `${place}.${kind}.`);
    delete list.dataset.comebackWaiting;
    list.dispatchEvent(new CustomEvent("comeback:list", { bubbles: true }));
  }

  async function idsOf({ comebackIds: ids, comebackSource: source, comebackExcluded: excluded }) {
    if (!source) return ids.split(",").filter(Boolean);
    const { products } = await (await ask(source)).json();
    return products.filter((id) => !excluded.includes(`,${id},`));
  }

  async function ask(address) {
    const answer = await fetch(address);
    if (answer.ok) return answer;
    await answer.body?.cancel();
    throw new Error(`${address} answered ${answer.status}`);
  }

  for (const list of document.querySelectorAll("[data-comeback-waiting]:not([hidden])")) observer.observe(list);
})();
