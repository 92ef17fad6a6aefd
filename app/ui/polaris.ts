/** What the app uses of Polaris, in the one folder that imports it: its successor is a change here. */
export { Badge, Banner, Button, DataTable, Pagination, Text } from "@shopify/polaris";
