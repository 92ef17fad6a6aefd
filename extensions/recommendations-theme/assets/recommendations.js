// Tells the shop's pixel which lists a shopper saw: half of one, or half a window of it, for one second. Keeps the
// numbers of the products looked at last in this browser, for the list of them, where the shopper allows preferences.
// Nothing breaks where nobody listens. Each block loads this file; it starts once.
(() => {
  if (window.comebackRecommendations) return;
  window.comebackRecommendations = true;

  const LISTS = "[data-comeback-list]:not([data-comeback-waiting])";
  const REMEMBERED = 12;
  const waiting = new Map();

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const halfWindow = (rootBounds ? rootBounds.height : window.innerHeight) / 2;
        if (intersectionRatio < 0.5 && intersectionRect.height < halfWindow) {
          clearTimeout(waiting.get(target));
          waiting.delete(target);
        } else if (!waiting.has(target)) {
          waiting.set(target, setTimeout(tell, 1000, target));
        }
      }
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1] },
  );

  function tell(block) {
    observer.unobserve(block);
    const { comebackPlace: place, comebackList: list } = block.dataset;
    window.Shopify?.analytics?.publish?.("comeback:rec_viewed", { place, list });
  }

  function remember(product) {
    if (!product || window.Shopify?.customerPrivacy?.preferencesProcessingAllowed?.() === false) return;
    try {
      const before = JSON.parse(localStorage.getItem("comeback:viewed") || "[]");
      const viewed = [product, ...before.filter((id) => id !== product)].slice(0, REMEMBERED);
      localStorage.setItem("comeback:viewed", JSON.stringify(viewed));
    } catch {
      // A browser may refuse to keep anything.
    }
  }

  remember(document.querySelector("[data-comeback-product]")?.dataset.comebackProduct);
  for (const block of document.querySelectorAll(LISTS)) observer.observe(block);
  // Lists that a script adds later say so themselves.
  document.addEventListener("comeback:list", ({ target }) => observer.observe(target));
})();
