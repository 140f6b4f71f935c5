/** A browser that can't seal or keep: said in words, with the way to see what is missing. */
import { Mark } from "../ui/icon";
import { words } from "../words";

export function UnsupportedScreen() {
  return (
    <div class="screen" data-screen="unsupported">
      <main class="above centred">
        <Mark />
        <h1>{words.value.unsupported}</h1>
        <p>{words.value.unsupportedLead}</p>
        <p>
          <a href="#/check">{words.value.checkPhone}</a>
        </p>
      </main>
    </div>
  );
}
