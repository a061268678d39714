import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "#lib/errors";
import { logo, picture, postPicture } from "#lib/users/rules";

type Pixels = { data: Uint8ClampedArray | Uint8Array; width: number; height: number };
type Kind = "png" | "jpeg" | "webp";

/**
 * Make an avatar of what somebody uploaded: a square of 256 pixels in WebP, drawn anew from its pixels, so that nothing
 * else that was in the file (place, camera, scripts) comes along. Throws `Refusal` in words for what is no picture.
 */
export async function avatarOf(bytes: Uint8Array): Promise<Buffer> {
  return encode(square(await pixelsOf(bytes, picture), picture.side));
}

/** A picture of a review: whole, in WebP, no side longer than `most` pixels. `field` is where a refusal stands. */
export async function reviewPictureOf(bytes: Uint8Array, field: string, most: number, largest: number) {
  const may = {
    field,
    bytes: largest,
    size: `${Math.round(largest / 1048576)} MB`,
    words: "A PNG, JPEG or WebP picture",
  };
  const pixels = await pixelsOf(bytes, may);
  const scale = Math.min(1, most / Math.max(pixels.width, pixels.height));
  const to = (length: number) => Math.max(1, Math.round(length * scale));
  const whole = { left: 0, top: 0, width: pixels.width, height: pixels.height };
  const small = drawn(pixels, whole, to(pixels.width), to(pixels.height));
  return { width: small.width, height: small.height, content: await encode(small) };
}

/** A logo, whole and in PNG, which mail programs and PDF read as well: no wider and no higher than `logo` says. */
export async function logoOf(bytes: Uint8Array): Promise<Buffer> {
  const pixels = await pixelsOf(bytes, logo);
  const scale = Math.min(1, logo.width / pixels.width, logo.height / pixels.height);
  const to = (length: number) => Math.max(1, Math.round(length * scale));
  const whole = { left: 0, top: 0, width: pixels.width, height: pixels.height };
  return encodePng(drawn(pixels, whole, to(pixels.width), to(pixels.height)));
}

/** A picture of a post, whole and in WebP: no side longer than `postPicture` says, and no word of where it was taken. */
export async function postPictureOf(bytes: Uint8Array): Promise<{ content: Buffer; width: number; height: number }> {
  const pixels = await pixelsOf(bytes, postPicture);
  const scale = Math.min(1, postPicture.side / Math.max(pixels.width, pixels.height));
  const [width, height] = [pixels.width, pixels.height].map((length) => Math.max(1, Math.round(length * scale)));
  const whole = { left: 0, top: 0, width: pixels.width, height: pixels.height };
  const content = await encode(drawn(pixels, whole, width ?? 1, height ?? 1));
  return { content, width: width ?? 1, height: height ?? 1 };
}

/** The pixels of an upload, or a refusal beside the field of the same name. */
async function pixelsOf(bytes: Uint8Array, may: { field: string; bytes: number; size: string; words: string }) {
  const wrong = (words: string) => new Refusal("invalid", "The picture was not taken.", { [may.field]: [words] });
  if (bytes.length === 0) throw wrong("Choose a picture.");
  if (bytes.length > may.bytes) throw wrong(`That is larger than ${may.size}. ${may.words} is needed.`);
  const kind = kindOf(bytes);
  if (!kind) throw wrong(`That is not a picture we can read. ${may.words} is needed; SVG is not taken.`);
  const size = sizeOf(bytes, kind);
  if (!size || size.width < 16 || size.height < 16)
    throw wrong("That picture is too small: 16 pixels a side at least.");
  // What is small on disk can be enormous unpacked.
  if (size.width * size.height > 25_000_000) throw wrong("That picture has too many pixels: 25 million at most.");
  return decode(bytes, kind).catch(() => {
    throw wrong("That picture is damaged. Save it again, or choose another.");
  });
}

/** What the first bytes say; what the name or the browser says counts for nothing. */
export function kindOf(bytes: Uint8Array): Kind | null {
  const at = (offset: number, ...values: number[]) => values.every((value, i) => bytes[offset + i] === value);
  if (at(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (at(0, 0xff, 0xd8, 0xff)) return "jpeg";
  if (at(0, 0x52, 0x49, 0x46, 0x46) && at(8, 0x57, 0x45, 0x42, 0x50)) return "webp";
  return null;
}

/** Width and height as the header says them, before anything is unpacked. */
function sizeOf(bytes: Uint8Array, kind: Kind): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (kind === "png") return { width: view.getUint32(16), height: view.getUint32(20) };
    if (kind === "webp") return webpSize(view);
    for (let at = 2; at < bytes.length - 9; at += 2 + view.getUint16(at + 2)) {
      const marker = view.getUint16(at);
      const frame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
      if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      if (marker >> 8 !== 0xff) return null;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** The three forms of RFC 9649. */
function webpSize(view: DataView) {
  const form = view.getUint32(12);
  if (form === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return form === 0x56503858 ? { width: three(24) + 1, height: three(27) + 1 } : null;
}

/** The middle square. */
export function square(pixels: Pixels, side: number): Pixels {
  const edge = Math.min(pixels.width, pixels.height);
  const [left, top] = [Math.floor((pixels.width - edge) / 2), Math.floor((pixels.height - edge) / 2)];
  return drawn(pixels, { left, top, width: edge, height: edge }, side, side);
}

type Part = { left: number; top: number; width: number; height: number };

/** A part in another size, each pixel the average of those it stands for; transparent ones do not tint it. */
function drawn({ data, width }: Pixels, part: Part, wide: number, high: number): Pixels {
  const { left, top } = part;
  const out = new Uint8ClampedArray(wide * high * 4);
  const span = (i: number, length: number, parts: number) => {
    const from = Math.floor((i * length) / parts);
    return [from, Math.max(from + 1, Math.floor(((i + 1) * length) / parts))] as const;
  };
  for (let y = 0; y < high; y++) {
    const [y0, y1] = span(y, part.height, high);
    for (let x = 0; x < wide; x++) {
      const [x0, x1] = span(x, part.width, wide);
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let j = y0; j < y1; j++) {
        for (let i = x0; i < x1; i++) {
          const at = ((top + j) * width + left + i) * 4;
          const a = data[at + 3] ?? 0;
          red += (data[at] ?? 0) * a;
          green += (data[at + 1] ?? 0) * a;
          blue += (data[at + 2] ?? 0) * a;
          alpha += a;
        }
      }
      const to = (y * wide + x) * 4;
      out[to] = alpha ? red / alpha : 0;
      out[to + 1] = alpha ? green / alpha : 0;
      out[to + 2] = alpha ? blue / alpha : 0;
      out[to + 3] = alpha / ((y1 - y0) * (x1 - x0));
    }
  }
  return { data: out, width: wide, height: high };
}

async function decode(bytes: Uint8Array, kind: Kind): Promise<Pixels> {
  const file = new Uint8Array(bytes).buffer;
  if (kind === "png") {
    const { decode, init } = await import("@jsquash/png/decode.js");
    await init(await wasm("png/codec/pkg/squoosh_png_bg.wasm"));
    return decode(file);
  }
  if (kind === "jpeg") {
    const { default: decode, init } = await import("@jsquash/jpeg/decode.js");
    await init(await wasm("jpeg/codec/dec/mozjpeg_dec.wasm"));
    // A phone writes how it was held beside the pixels.
    return decode(file, { preserveOrientation: true });
  }
  const { default: decode, init } = await import("@jsquash/webp/decode.js");
  await init(await wasm("webp/codec/dec/webp_dec.wasm"));
  return decode(file);
}

async function encode(pixels: Pixels): Promise<Buffer> {
  const [{ default: encode, init }, { simd }] = await Promise.all([
    import("@jsquash/webp/encode.js"),
    import("wasm-feature-detect"),
  ]);
  await init(await wasm(`webp/codec/enc/webp_enc${(await simd()) ? "_simd" : ""}.wasm`));
  const { data, width, height } = pixels;
  const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: "srgb" as const };
  return Buffer.from(await encode(image, { quality: 84 }));
}

async function encodePng(pixels: Pixels): Promise<Buffer> {
  const { default: encode, init } = await import("@jsquash/png/encode.js");
  await init(await wasm("png/codec/pkg/squoosh_png_bg.wasm"));
  const { data, width, height } = pixels;
  return Buffer.from(await encode({ data: new Uint8ClampedArray(data), width, height, colorSpace: "srgb" as const }));
}

const compiled = new Map<string, Promise<WebAssembly.Module>>();
/** The packages would fetch their code from an address; here it lies beside them. */
function wasm(file: string): Promise<WebAssembly.Module> {
  const known = compiled.get(file);
  if (known) return known;
  const made = readFile(join(process.cwd(), "node_modules", "@jsquash", file)).then((code) =>
    WebAssembly.compile(new Uint8Array(code)),
  );
  compiled.set(file, made);
  return made;
}
