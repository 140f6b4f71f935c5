/** The camera, on only while this is on the screen; pictures are read and dropped, one after the other. */
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../words";
import { makeReader } from "./reader";
import { said } from "./words";

const PAUSE_MS = 120;
const WIDE = 640; // enough to read a code by, and quick on an old phone

/** `onRead`: what a code said, again and again while it is seen. */
export function Camera({ onRead }: { onRead: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onRead);
  told.current = onRead;
  const [state, setState] = useState<"asking" | "on" | "none">("asking");
  useEffect(() => {
    let left = false;
    let stream: MediaStream | undefined;
    const run = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const shown = video.current;
      if (left || !shown) return;
      shown.srcObject = stream;
      await shown.play();
      setState("on");
      await look(shown, () => left);
    };
    const look = async (shown: HTMLVideoElement, isOver: () => boolean): Promise<void> => {
      const read = await makeReader();
      const canvas = document.createElement("canvas");
      while (!isOver()) {
        const scale = Math.min(1, WIDE / (shown.videoWidth || WIDE));
        canvas.width = Math.round(shown.videoWidth * scale);
        canvas.height = Math.round(shown.videoHeight * scale);
        const text = canvas.width > 0 ? await see(canvas, shown, read) : null;
        if (text && !isOver()) told.current(text);
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
    };
    const off = (): void => stream?.getTracks().forEach((track) => track.stop());
    void run()
      .catch(() => !left && setState("none"))
      .finally(() => left && off());
    return () => {
      left = true;
      off();
    };
  }, []);
  return (
    <>
      <p role="status" class="note" data-camera={state}>
        {say({ asking: said.cameraAsk, on: said.cameraOn, none: said.cameraNone }[state])}
      </p>
      <video ref={video} class="camera" hidden={state === "none"} muted playsInline aria-label={say(said.cameraSees)} />
    </>
  );
}

function see(canvas: HTMLCanvasElement, shown: HTMLVideoElement, read: (canvas: HTMLCanvasElement) => Promise<string | null>) {
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(shown, 0, 0, canvas.width, canvas.height);
  return read(canvas).catch(() => null); // one picture that can't be read is no reason to stop looking
}
