/** `/` puts the cursor into the page's search; so does opening it where it stands behind a button. */
import { onKey } from "./typing";

const box = document.querySelector<HTMLInputElement>("#find");
const sheet = box?.closest<HTMLElement>("[popover]");

sheet?.addEventListener("toggle", () => box?.focus());
onKey((key) => key === "/" && box !== null && find(box));

function find(box: HTMLInputElement): boolean {
  if (!box.checkVisibility()) sheet?.showPopover();
  box.focus();
  return true;
}
