import { html } from "../pages/html";

const DEFAULT_SIZE = 600;

/** A quiet picture for a product that has none: its first letter on a colour of its own. */
export function placeholderImage(productId: number, title: string, width: number): string {
  const size = Number.isInteger(width) && width > 0 && width <= 4000 ? width : DEFAULT_SIZE;
  const hue = (productId * 137) % 360;
  const letter = [...title.trim()][0]?.toUpperCase() ?? "";
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="hsl(${hue} 32% 90%)" />
    <circle cx="50" cy="50" r="30" fill="hsl(${hue} 34% 80%)" />
    <text
      x="50"
      y="50"
      dy=".36em"
      text-anchor="middle"
      font-family="system-ui, sans-serif"
      font-size="34"
      fill="hsl(${hue} 40% 32%)"
    >
      ${letter}
    </text>
  </svg>`.markup;
}
