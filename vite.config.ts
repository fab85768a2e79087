import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env.SUREFOOT_PORT ?? 8080}`;

// The therapists' web app. The server sends `default-src 'self'`: nothing may be inlined into the page.
export default defineConfig({
  root: 'src/dashboard',
  base: '/',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': {
        target: server,
        changeOrigin: true,
        // The server takes changes from its own page only.
        configure: (proxy) => proxy.on('proxyReq', (request) => request.setHeader('origin', server)),
      },
    },
  },
});
