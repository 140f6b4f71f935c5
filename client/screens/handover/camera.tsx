/** The camera, on only while this is on the screen; pictures are read and dropped, one after the other. */
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../words";
import { makeReader } from "./reader";
import { said } from "./words";

const PAUSE_MS = 120;
const WIDE = 640; // enough to read a code by, and quick on an old phone

/** Whether the camera is on, and what is said of what it saw. */
export function useScan() {
  const [scanning, setScanning] = useState(false);
  const [told, tell] = useState("");
  const stop = (word = ""): void => {
    setScanning(false);
    tell(word);
  };
  const toggle = (): void => {
    if (!scanning) tell("");
    setScanning(!scanning);
  };
  return { scanning, told, tell, stop, toggle };
}

interface Props {
  /** What a code said, again and again while it is seen. */
  onRead: (text: string) => void;
  /** There is no camera, or the app may not have it: what to say. */
  onNone: (word: string) => void;
}

export function Camera(props: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(props);
  told.current = props;
  const [on, setOn] = useState(false);
  useEffect(() => {
    let left = false;
    let stream: MediaStream | undefined;
    const run = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const shown = video.current;
      if (left || !shown) return;
      shown.srcObject = stream;
      await shown.play();
      setOn(true);
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
        if (text && !isOver()) told.current.onRead(text);
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
    };
    const off = (): void => stream?.getTracks().forEach((track) => track.stop());
    void run()
      .catch(() => !left && told.current.onNone(say(said.cameraNone)))
      .finally(() => left && off());
    return () => {
      left = true;
      off();
    };
  }, []);
  return (
    <>
      <p role="status" class="note" data-camera={on ? "on" : "asking"}>
        {say(on ? said.cameraOn : said.cameraAsk)}
      </p>
      <video ref={video} class="camera" muted playsInline aria-label={say(said.cameraSees)} />
    </>
  );
}

function see(canvas: HTMLCanvasElement, shown: HTMLVideoElement, read: (canvas: HTMLCanvasElement) => Promise<string | null>) {
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(shown, 0, 0, canvas.width, canvas.height);
  return read(canvas).catch(() => null); // one picture that can't be read is no reason to stop looking
}
