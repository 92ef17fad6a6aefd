// Keeps the list for the cart at the end of the theme's cart drawer, and fetches it anew after the cart has changed.
(() => {
  const waiting = document.querySelector("#comeback-drawer");
  if (!waiting || window.comebackDrawer) return;
  window.comebackDrawer = true;
  const CART_CHANGE = /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/;

  const drawer = () => document.querySelector(waiting.dataset.comebackDrawer);

  function place() {
    const into = drawer();
    if (!into || into.querySelector(".comeback-drawer")) return;
    const holder = document.createElement("div");
    holder.className = "comeback-drawer";
    holder.append(document.importNode(waiting.content, true));
    into.append(holder);
    for (const list of holder.querySelectorAll("[data-comeback-list]")) {
      list.dispatchEvent(new CustomEvent("comeback:list", { bubbles: true }));
    }
  }

  async function refresh() {
    try {
      // Every page holds the template, made for the cart as it is now.
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("#comeback-drawer");
      if (!fresh) return;
      waiting.innerHTML = fresh.innerHTML;
      drawer()?.querySelector(".comeback-drawer")?.remove();
      place();
    } catch {
      // What stands there stays.
    }
  }

  // A theme draws its drawer anew whenever it likes.
  let isPlanned = false;
  new MutationObserver(() => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      place();
    });
  }).observe(document.body, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    if (list.getEntries().some(({ name }) => CART_CHANGE.test(name))) refresh();
  }).observe({ type: "resource" });
  place();
})();
