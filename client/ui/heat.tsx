/** Heat has no colour: a bar of four blocks, filled 0 to 4, beside its word. */
export function Heat({ code }: { code: string }) {
  return (
    <span class="heat" data-heat={code} aria-hidden="true">
      <i />
      <i />
      <i />
      <i />
    </span>
  );
}
