import { defineConfig } from "vite";

export default defineConfig({
  build: { rollupOptions: { output: { entryFileNames: "assets/[name].js", assetFileNames: "assets/[name][extname]" } } },
});
