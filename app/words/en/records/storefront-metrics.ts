/** What metrics of the storefront are called and mean, as `metrics` is written. */
export const storefrontMetrics = {
  conversion_rate: {
    label: "Conversion rate",
    definition: "Sessions in which a checkout was completed, as a share of all sessions the pixel saw.",
    numerator: "sessions with a completed checkout",
    denominator: "sessions",
  },
  conversion_rate_mobile: {
    label: "Conversion rate on phones",
    definition: "Sessions on phones in which a checkout was completed, as a share of all sessions on phones.",
    numerator: "sessions on phones with a completed checkout",
    denominator: "sessions on phones, tablets apart",
  },
  add_to_cart_rate: {
    label: "Sessions with a cart",
    definition: "Sessions in which something was put into the cart or a later step was reached, as a share of all.",
    numerator: "sessions that reached the cart or a later step",
    denominator: "sessions",
  },
  reached_checkout_rate: {
    label: "Sessions that reach checkout",
    definition: "Sessions in which a checkout was started or a later step was reached, as a share of all.",
    numerator: "sessions that reached the checkout or a later step",
    denominator: "sessions",
  },
  completed_checkout_rate: {
    label: "Sessions that complete checkout",
    definition: "Sessions that reached the last step of the funnel, as a share of all.",
    numerator: "sessions with a completed checkout",
    denominator: "sessions",
  },
  search_conversion_rate: {
    label: "Conversion after a search",
    definition: "Sessions with a search and a completed checkout, as a share of all sessions with a search.",
    numerator: "sessions with a search and a completed checkout",
    denominator: "sessions with a search",
  },
  search_zero_result_rate: {
    label: "Searches without results",
    definition: "Searches that found nothing, as a share of all searches.",
    numerator: "searches without results",
    denominator: "searches",
  },
  traffic_concentration: {
    label: "Largest source of traffic",
    definition: "Sessions from the one source that most came from, as a share of all sessions.",
    numerator: "sessions from the largest source",
    denominator: "sessions",
  },
  social_conversion_rate: {
    label: "Conversion from social networks",
    definition: "Sessions from social networks in which a checkout was completed, as a share of all from there.",
    numerator: "sessions from social networks with a completed checkout",
    denominator: "sessions from social networks",
  },
  mobile_revenue_share: {
    label: "Sales on phones",
    definition: "Net sales of orders completed on a phone, as a share of those of all orders whose device is known.",
    numerator: "net sales of orders completed on a phone",
    denominator: "net sales of orders whose device is known",
  },
  oos_hits: {
    label: "Views of what is sold out",
    definition: "Product views of a variant that could not be bought, as a share of all views with known stock.",
    numerator: "product views of what was sold out",
    denominator: "product views with known stock",
  },
  rec_ctr: {
    label: "Sessions that click a recommendation",
    definition:
      "Sessions that clicked a recommendation or bought one with the list's own button, as a share of all with one in view.",
    numerator: "sessions that clicked a recommendation",
    denominator: "sessions with a recommendation in view",
  },
  rec_attributed_sales: {
    label: "Assisted sales",
    definition:
      "What is kept of the products clicked in a recommendation and bought in the same session, less refunds. Some would have been bought anyway: it is the most recommendations can have brought.",
    numerator:
      "net sales of products clicked in a recommendation and bought in the same session, refunds to date taken off",
  },
  rec_lift: {
    label: "Measured effect of recommendations",
    definition:
      "Net sales per session that viewed a product on days with its lists, compared with days drawn to be without them.",
    numerator: "net sales of the sessions, once for each product they viewed",
    denominator: "product views, one for each session",
    how: "Net sales per product view on days with lists, divided by those on days without, less one. The range holds in 9 of 10 cases; while it includes zero, no effect is measurable yet.",
  },
  conversion_by_prior_purchases: {
    label: "Conversion after two purchases",
    definition: "How many times as often customers with two earlier purchases buy in a session as those with none.",
    numerator: "sessions with a completed checkout",
    denominator: "sessions of customers with no and with two earlier purchases",
    how: "The conversion rate of sessions of customers with two earlier purchases, divided by that of those with none.",
  },
  pixel_coverage: {
    label: "Orders the pixel saw",
    definition: "Orders of the online store whose checkout the pixel saw completed, as a share of all with a checkout.",
    numerator: "online orders whose checkout the pixel saw completed",
    denominator: "online orders with a checkout",
  },
  cart_abandonment_rate: {
    label: "Cart abandonment",
    definition: "Carts that nobody touched for 24 hours and that were not bought, as a share of all that ended.",
    numerator: "abandoned carts",
    denominator: "carts that ended: bought or abandoned",
  },
} as const;
