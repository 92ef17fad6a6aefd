import { foldNavigation } from "./navigation";
import { runFrame } from "./frame";
import type { FrameData } from "../app-page";

foldNavigation();
const data = document.getElementById("frame-data");
if (data?.textContent) runFrame(JSON.parse(data.textContent) as FrameData);
