FROM node:22-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
# wattlint-expect-next: uncached-image-layers
COPY --chown=node:node . .
RUN npm ci
RUN npm run build

FROM nginx:1.29-alpine
COPY --from=build /src/dist /usr/share/nginx/html
