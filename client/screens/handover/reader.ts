/** Reads the code in a picture: by the browser's own reader where it has one, else by a library that comes with the app. */

export type Read = (canvas: HTMLCanvasElement) => Promise<string | null>;

interface Detector {
  detect(image: HTMLCanvasElement): Promise<{ rawValue: string }[]>;
}
interface Detectors {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

export async function makeReader(): Promise<Read> {
  const own = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector;
  if (own && (await own.getSupportedFormats()).includes("qr_code")) {
    const detector = new own({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? null;
  }
  const { default: readCode } = await import("jsqr");
  return async (canvas) => {
    const pixels = canvas.getContext("2d", { willReadFrequently: true })?.getImageData(0, 0, canvas.width, canvas.height);
    return pixels ? (readCode(pixels.data, pixels.width, pixels.height, { inversionAttempts: "dontInvert" })?.data ?? null) : null;
  };
}
