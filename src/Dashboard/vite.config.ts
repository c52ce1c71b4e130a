import { defineConfig } from 'vitest/config';

// A gateway to talk to while developing: GATEWAY=http://127.0.0.1:8080 npm run dev
declare const process: { env: Record<string, string | undefined> };
const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:8080';
// The gateway refuses changes from pages of another origin.
const proxy = { target: gateway, changeOrigin: true, headers: { origin: gateway } };

export default defineConfig({
  build: {
    target: 'es2022',
    // Data URLs would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': proxy, '/health': proxy, '/openapi': proxy } },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.{ts,tsx}'] },
});
