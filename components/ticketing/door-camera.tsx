"use client";

import { Camera, CameraOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";

type Read = (video: HTMLVideoElement) => Promise<string | null>;
type Detector = new (options: {
  formats: string[];
}) => {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
};

/** The same code is not told again for so long: a phone held still is one scan. */
const pause = 4000;

/** Reads QR codes with the browser's own detector where it has one, else from the picture. */
export default function DoorCamera({ onCode }: { onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const tell = useRef(onCode);
  tell.current = onCode;

  useEffect(() => {
    if (!running) return;
    let over = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout>;
    const last = { code: "", at: 0 };
    const begin = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
        if (over || !video.current) return stop(stream);
        video.current.srcObject = stream;
        await video.current.play();
        const read = await reader();
        const look = async () => {
          if (over || !video.current) return;
          const code = await read(video.current).catch(() => null);
          if (code && (code !== last.code || Date.now() - last.at > pause)) {
            last.code = code;
            last.at = Date.now();
            tell.current(code);
          }
          timer = setTimeout(look, 160);
        };
        await look();
      } catch (error) {
        if (over) return;
        setProblem(
          error instanceof DOMException && error.name === "NotAllowedError"
            ? "The camera is not allowed here. Allow it in the browser's settings, or type the code."
            : "No camera can be opened. Type the code, or look for the name.",
        );
        setRunning(false);
      }
    };
    void begin();
    return () => {
      over = true;
      clearTimeout(timer);
      if (stream) stop(stream);
    };
  }, [running]);

  return (
    <div className="grid gap-2">
      {running ? (
        <div className="relative aspect-square max-h-[60dvh] overflow-hidden rounded-xl border bg-black sm:aspect-video">
          <video ref={video} muted playsInline aria-label="Camera" className="size-full object-cover" />
          <div aria-hidden className="absolute inset-[18%] rounded-2xl border-4 border-white/80" />
        </div>
      ) : null}
      <Button
        size="lg"
        variant={running ? "outline" : "default"}
        className="h-12 max-md:h-12"
        onClick={() => {
          setProblem(null);
          setRunning(!running);
        }}
      >
        {running ? <CameraOff aria-hidden /> : <Camera aria-hidden />}
        {running ? "Stop the camera" : "Scan with the camera"}
      </Button>
      {problem ? (
        <p role="alert" className="text-destructive-text">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

/** Fetch what reading needs before it is needed. */
export const prepare = async (): Promise<void> => {
  await reader();
};

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};

async function reader(): Promise<Read> {
  const Native = (window as Window & { BarcodeDetector?: Detector }).BarcodeDetector;
  if (Native) {
    try {
      const detector = new Native({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
    } catch {
      // A browser may have the class and not the format.
    }
  }
  const { default: jsQR } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return null;
    const scale = Math.min(1, 640 / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(data, width, height)?.data ?? null;
  };
}
