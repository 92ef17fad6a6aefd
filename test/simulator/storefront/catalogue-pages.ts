import type { Express } from "express";
import { ProductDrop } from "./liquid/drops";
import { allProducts, collections, search } from "./liquid/page-globals";
import { placeholderImage } from "./placeholder-image";
import type { StorePages } from "./store-pages";

const FEATURED = 8;

/** Start page, collections, products and their pictures. */
export function addCataloguePages(server: Express, { withShop, show, notFound }: StorePages): void {
  server.get(
    "/cdn/products/:id(\\d+).svg",
    withShop((request, response, shop) => {
      const product = shop.product(Number(request.params.id));
      if (product === undefined) {
        response.status(404).end();
        return;
      }
      const image = placeholderImage(product.id, product.title, Number(request.query.width));
      response.type("image/svg+xml").set("cache-control", "public, max-age=300").send(image);
    }),
  );

  server.get(
    "/",
    withShop((request, response, shop) => {
      const all = allProducts(shop);
      return show(request, response, shop, {
        template: "index",
        title: shop.profile().name,
        objects: { collections: collections(shop), featured: { ...all, products: all.products.slice(0, FEATURED) } },
      });
    }),
  );
  server.get(
    "/collections",
    withShop((request, response, shop) =>
      show(request, response, shop, {
        template: "list-collections",
        title: "Collections",
        objects: { collections: [allProducts(shop), ...collections(shop)] },
      }),
    ),
  );
  server.get(
    "/collections/:handle",
    withShop((request, response, shop) => {
      const { handle } = request.params;
      const collection = handle === "all" ? allProducts(shop) : collections(shop).find((one) => one.handle === handle);
      if (collection === undefined) return notFound(request, response, shop);
      return show(request, response, shop, {
        template: "collection",
        title: collection.title,
        objects: { collection },
      });
    }),
  );
  server.get(
    ["/products/:handle", "/collections/:collection/products/:handle"],
    withShop((request, response, shop) => {
      const product = shop.productByHandle(request.params.handle ?? "");
      if (product === undefined || product.status === "DRAFT" || product.status === "ARCHIVED") {
        return notFound(request, response, shop);
      }
      const objects = { product: new ProductDrop(shop, product, Number(request.query.variant) || null) };
      return show(request, response, shop, { template: "product", title: product.title, objects });
    }),
  );
  server.get(
    "/search",
    withShop((request, response, shop) => {
      const found = search(shop, String(request.query.q ?? "").slice(0, 200));
      return show(request, response, shop, { template: "search", title: "Search", objects: { search: found } });
    }),
  );
}
