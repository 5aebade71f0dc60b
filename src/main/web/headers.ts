/**
 * The security headers that every answer carries, whichever host it comes from.
 */
import type { MiddlewareHandler } from 'hono';

/**
 * No inline script, no eval, no frames, nothing remote. Styles in attributes are what a slider's position and a virtual
 * list's rows are set with.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** For an original that is handed out as a download: should anything show it after all, nothing in it works. */
export const DOWNLOAD_SECURITY_POLICY = "default-src 'none'; sandbox";

/** Adds the security headers to every answer, also to errors. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const headers = context.res.headers;
  const isDownload = headers.get('Content-Disposition')?.startsWith('attachment') ?? false;
  headers.set('Content-Security-Policy', isDownload ? DOWNLOAD_SECURITY_POLICY : CONTENT_SECURITY_POLICY);
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), usb=(), payment=()');
};
