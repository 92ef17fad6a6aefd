import { customerMetrics } from "./customer-metrics";
import { storefrontMetrics } from "./storefront-metrics";

/**
 * What is said of each metric: its name, its definition in one sentence, and what its numerator and denominator count.
 * `how` says how a number is read that is no plain division. Metrics that differ by days or months share an entry.
 */
export const metrics = {
  repeat_rate: {
    label: "Repeat rate",
    definition:
      "Customers with a second or later purchase in the range, as a share of all customers with a purchase in it.",
    numerator: "customers with a second or later purchase in the range",
    denominator: "customers with a purchase in the range",
  },
  repeat_rate_in_window: {
    label: "Repeat rate within the range",
    definition: "Customers who bought at least twice in the range, as a share of all customers who bought in it.",
    numerator: "customers with at least two purchases in the range",
    denominator: "customers with a purchase in the range",
  },
  repeat_rate_lifetime: {
    label: "Customers who came back",
    definition: "Customers with at least two purchases, as a share of all customers.",
    numerator: "customers with at least two purchases",
    denominator: "customers with at least one purchase",
  },
  repeat_rate_trailing: {
    label: "Repeat rate, {horizon} days",
    definition: "The repeat rate of the {horizon} days that end with the range: stable enough to set a goal against.",
    numerator: "customers with a second or later purchase in the {horizon} days",
    denominator: "customers with a purchase in the {horizon} days",
  },
  time_to_second_purchase: {
    label: "Time to second purchase",
    definition:
      "Days until half of the range's new customers came back, or a quarter if fewer did. Customers who have not returned count too.",
    numerator: "new customers of the range who came back",
    denominator: "new customers of the range",
    how: "Estimated after Kaplan and Meier: a customer still away counts as not back for as long as is known.",
  },
  repurchase_rate: {
    label: "Back within {horizon} days",
    definition:
      "New customers of the range who bought again within {horizon} days. Only customers old enough are counted.",
    numerator: "customers who bought a second time within {horizon} days of the first purchase",
    denominator: "new customers of the range at least {horizon} days old",
  },
  aov: {
    label: "Average order value",
    definition:
      "Products after discounts, before tax, per order as placed; later edits, returns and cancellations change nothing.",
    numerator: "order value of the placed orders",
    denominator: "placed orders",
  },
  aov_net: {
    label: "AOV after returns",
    definition: "What was kept of an order after edits and returns, per placed order.",
    numerator: "kept value of the placed orders",
    denominator: "placed orders",
  },
  aov_total: {
    label: "AOV with shipping and tax",
    definition: "What customers paid when ordering, shipping and tax included, per placed order.",
    numerator: "paid for the placed orders, shipping and tax included",
    denominator: "placed orders",
  },
  aov_new: {
    label: "Average order value, first purchases",
    definition: "Average order value of first purchases.",
    numerator: "order value of first purchases",
    denominator: "placed orders",
  },
  aov_returning: {
    label: "Average order value, repeat purchases",
    definition: "Average order value of second and later purchases.",
    numerator: "order value of second and later purchases",
    denominator: "placed orders",
  },
  aov_median: {
    label: "Median order value",
    definition: "The order value that half of the placed orders reach.",
    numerator: "order value of the placed orders",
    denominator: "placed orders",
    how: "The middle of these order values: half of the orders reach it.",
  },
  units_per_order: {
    label: "Units per order",
    definition: "Product units as ordered, per placed order.",
    numerator: "product units as ordered",
    denominator: "placed orders",
  },
  orders: {
    label: "Orders",
    definition: "Orders with at least one product, dated in the range; test and deleted orders left out.",
    numerator: "placed orders",
  },
  units_sold: {
    label: "Units sold",
    definition: "Product units of the orders placed in the range.",
    numerator: "product units as ordered",
  },
  discount_rate: {
    label: "Discount rate",
    definition: "Discounts as a share of gross sales.",
    numerator: "discounts on merchandise sold",
    denominator: "merchandise sold, before discounts and tax",
  },
  discounted_order_share: {
    label: "Discounted orders",
    definition: "Placed orders with any discount on products, as a share of all placed orders.",
    numerator: "placed orders with a discount on products",
    denominator: "placed orders",
  },
  zero_value_order_share: {
    label: "Orders worth nothing",
    definition: "Placed orders with an order value of zero, as a share of all placed orders.",
    numerator: "placed orders with an order value of zero",
    denominator: "placed orders",
  },
  return_rate_value: {
    label: "Return rate by value",
    definition:
      "Returned merchandise as a share of the order value of orders placed in the range, whenever it came back.",
    numerator: "merchandise of these orders that came back, whenever it did",
    denominator: "order value of the placed orders",
  },
  refunded_order_share: {
    label: "Orders with returns",
    definition: "Placed orders with returned merchandise, whenever it came back, as a share of all placed orders.",
    numerator: "placed orders with returned merchandise, whenever it came back",
    denominator: "placed orders",
  },
  cancel_rate: {
    label: "Cancelled orders",
    definition: "Placed orders that were cancelled, as a share of all placed orders.",
    numerator: "placed orders that were cancelled",
    denominator: "placed orders",
  },
  shipping_cost_charged: {
    label: "Shipping per order",
    definition: "Shipping charged per placed order.",
    numerator: "shipping charged in the range, less what was given back",
    denominator: "placed orders",
  },
  checkout_abandonment_rate: {
    label: "Checkout abandonment",
    definition: "Checkouts with contact details that were abandoned, as a share of all that ended.",
    numerator: "abandoned checkouts",
    denominator: "checkouts that ended: completed, recovered or abandoned",
  },
  checkout_abandonment_gross: {
    label: "Checkout abandonment before recovery",
    definition: "Checkouts with contact details that were left, bought later or not, as a share of all that ended.",
    numerator: "abandoned and recovered checkouts",
    denominator: "checkouts that ended: completed, recovered or abandoned",
  },
  recovery_rate: {
    label: "Recovery rate",
    definition: "Checkouts that were left and bought later, as a share of all that were left.",
    numerator: "recovered checkouts",
    denominator: "abandoned and recovered checkouts",
  },
  abandoned_value: {
    label: "Abandoned value",
    definition: "Merchandise after discounts in abandoned checkouts.",
    numerator: "merchandise after discounts in abandoned checkouts",
  },
  recovered_value: {
    label: "Recovered value",
    definition: "Order value of recovered checkouts.",
    numerator: "order value of recovered checkouts",
  },
  gross_sales: {
    label: "Gross sales",
    definition: "Products sold in the range, before discounts and tax.",
    numerator: "merchandise sold, before discounts and tax",
  },
  discounts: {
    label: "Discounts",
    definition: "Discounts on the products sold in the range.",
    numerator: "discounts on merchandise sold",
  },
  returns: {
    label: "Returns",
    definition: "Merchandise returned or refunded in the range, cancellations included.",
    numerator: "merchandise returned and money refunded beyond it",
  },
  net_sales: {
    label: "Net sales",
    definition: "Gross sales less discounts and returns.",
    numerator: "merchandise sold after discounts, less returns",
  },
  shipping: {
    label: "Shipping",
    definition: "Shipping charged in the range, before tax, less what was given back.",
    numerator: "shipping before tax, less what was given back",
  },
  duties: {
    label: "Duties",
    definition: "Duties charged in the range, less what was given back.",
    numerator: "duties before tax, less what was given back",
  },
  tips: {
    label: "Tips",
    definition: "Tips received in the range; tips are not sales.",
    numerator: "tips",
  },
  fees: {
    label: "Fees",
    definition: "Fees charged in the range, less what was given back.",
    numerator: "fees before tax, less what was given back",
  },
  taxes: {
    label: "Taxes",
    definition: "Taxes charged in the range, less what was given back.",
    numerator: "taxes, less what was given back",
  },
  total_sales: {
    label: "Total sales",
    definition: "Net sales with shipping, taxes, duties and fees.",
    numerator: "net sales with shipping, taxes, duties and fees",
  },
  gift_cards_sold: {
    label: "Gift cards sold",
    definition: "Gift cards sold in the range: a liability, not part of any sales total.",
    numerator: "gift cards sold, less what was given back",
  },
  revenue_growth_mom: {
    label: "Growth on the period before",
    definition: "Change in net sales from the preceding period of equal length.",
    numerator: "net sales of the range",
    denominator: "net sales of the same number of days before",
  },
  revenue_growth_yoy: {
    label: "Growth on the year before",
    definition: "Change in net sales from the same dates a year before.",
    numerator: "net sales of the range",
    denominator: "net sales of the same dates a year before",
  },
  net_sales_new: {
    label: "Net sales, first purchases",
    definition: "Net sales of orders that are their customer's first purchase.",
    numerator: "net sales of first purchases",
  },
  net_sales_returning: {
    label: "Net sales, repeat purchases",
    definition: "Net sales of second and later purchases.",
    numerator: "net sales of second and later purchases",
  },
  net_sales_other: {
    label: "Net sales, other orders",
    definition: "Net sales of orders without a known customer and of orders that do not count as purchases.",
    numerator: "net sales of orders that are neither",
  },
  repeat_revenue_share: {
    label: "Share of sales from repeat purchases",
    definition: "Net sales of repeat purchases, as a share of net sales of first and repeat purchases.",
    numerator: "net sales of second and later purchases",
    denominator: "net sales of first and later purchases",
  },
  ...customerMetrics,
  ...storefrontMetrics,
} as const;
