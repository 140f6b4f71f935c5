/** A text as a code that a camera reads: dark on white in either theme, one pixel a square, made larger by the sheet. */
import { useEffect, useRef } from "preact/hooks";

const BORDER = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let left = false;
    void import("uqr").then(({ encode }) => {
      if (!left && canvas.current) draw(canvas.current, encode(text, { ecc: "L", border: BORDER }).data);
    });
    return () => {
      left = true;
    };
  }, [text]);
  return <canvas ref={canvas} class="code" role="img" aria-label={label} />;
}

function draw(canvas: HTMLCanvasElement, squares: boolean[][]): void {
  canvas.width = squares.length;
  canvas.height = squares.length;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, squares.length, squares.length);
  pen.fillStyle = "#000";
  for (const [y, row] of squares.entries()) for (const [x, dark] of row.entries()) if (dark) pen.fillRect(x, y, 1, 1);
}
