/** What the app uses of Polaris, in the one folder that imports it: its successor is a change here. */

// Frame and layout
export { BlockStack, Box, Card, Divider, InlineGrid, InlineStack } from "@shopify/polaris";
// Words
export { Badge, DescriptionList, Link, List, Text } from "@shopify/polaris";
// States
export { Banner, EmptyState, ProgressBar, SkeletonBodyText, SkeletonDisplayText } from "@shopify/polaris";
// Tables
export { DataTable } from "@shopify/polaris";
// What is pressed and filled in
export { Button, ButtonGroup, Checkbox, ChoiceList, DatePicker, FormLayout, InlineError } from "@shopify/polaris";
export { Pagination, Popover, Select, Tabs, TextField } from "@shopify/polaris";
