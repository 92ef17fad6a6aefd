import { conversion as en } from "../en/pages/conversion";

export const CONVERSION_TEXTS = { en };
