/** A number of the centre's own: a tap opens the dialler; where this phone can't call, it fills the width. */
import type { ComponentChildren } from "preact";
import type { Numbered } from "../../contract";
import { usePhone } from "../../ui/context";
import { Icon } from "../../ui/icon";
import { say, words } from "../../words";

export function Call({ need, row: { label: english, fr, number } }: { need?: ComponentChildren; row: Numbered }) {
  const label = say([english, fr || english]);
  const inside = (
    <>
      <span>
        {need && <b>{need}</b>}
        {label !== number && (
          <small>
            {words.value.call} {label}
          </small>
        )}
      </span>
      <b class="number">{number}</b>
    </>
  );
  if (usePhone().looks.value.cannotCall) return <p class="call shown">{inside}</p>;
  return (
    <a class="call" href={`tel:${number.replace(/[^\d+*#]/g, "")}`}>
      <Icon name="call" />
      {inside}
    </a>
  );
}

/** Several under one heading. */
export function Calls({ title, rows }: { title: string; rows: Numbered[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="calls">
      <h2>{title}</h2>
      {rows.map((row) => (
        <Call key={row.label + row.number} row={row} />
      ))}
    </section>
  );
}
