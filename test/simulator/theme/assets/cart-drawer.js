const drawer = document.querySelector("#CartDrawer");

document.querySelector('.site-header a[href$="/cart"]').addEventListener("click", (event) => {
  event.preventDefault();
  drawer.showModal();
});

// Adds without leaving the page, then draws the drawer anew as the shop sees the cart now.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.action.endsWith("/cart/add")) return;
  event.preventDefault();
  await (await fetch("/cart/add.js", { method: "POST", body: new URLSearchParams(new FormData(form)) })).json();
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  drawer.innerHTML = page.querySelector("#CartDrawer").innerHTML;
  document.querySelector(".count").innerHTML = page.querySelector(".count").innerHTML;
  if (!drawer.open) drawer.showModal();
});
