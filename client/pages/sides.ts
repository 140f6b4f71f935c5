/**
 * Swaps the people's sides on a record's page: who stands first is nobody's rank, and whoever reads may look from the
 * other side. The order alters in the page itself, so it is the same to a keyboard and a screen reader. This device
 * alone remembers it.
 */
const KEPT = "sides-swapped";

const button = document.querySelector<HTMLButtonElement>("[data-swap-sides]");
const sides = document.querySelector<HTMLElement>(".parts");
if (button && sides) {
  if (localStorage.getItem(KEPT) !== null) swap(button, sides);
  button.hidden = false;
  button.addEventListener("click", () => {
    swap(button, sides);
    if (isSwapped(button)) localStorage.setItem(KEPT, "1");
    else localStorage.removeItem(KEPT);
  });
}

function swap(button: HTMLButtonElement, sides: HTMLElement): void {
  sides.append(...[...sides.children].reverse());
  button.setAttribute("aria-pressed", String(!isSwapped(button)));
}

function isSwapped(button: HTMLButtonElement): boolean {
  return button.getAttribute("aria-pressed") === "true";
}
