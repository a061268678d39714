/** The part of `qrcode` that is used here; the package brings no types. */
declare module "qrcode" {
  type Options = { type?: "png"; errorCorrectionLevel?: "L" | "M" | "Q" | "H"; margin?: number; width?: number };
  type Drawing = { type: "svg"; errorCorrectionLevel?: "L" | "M" | "Q" | "H"; margin?: number; width?: number };
  const qrcode: {
    toBuffer(text: string, options?: Options): Promise<Buffer>;
    toDataURL(text: string, options?: Options): Promise<string>;
    toString(text: string, options: Drawing): Promise<string>;
  };
  export default qrcode;
}
