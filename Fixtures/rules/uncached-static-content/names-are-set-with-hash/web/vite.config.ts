import { defineConfig } from "vite";

export default defineConfig({
  build: { rollupOptions: { output: { entryFileNames: "app/[name].[hash].js", assetFileNames: "app/[name].[hash][extname]" } } },
});
