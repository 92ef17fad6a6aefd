FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app/package.json /app/tsconfig.json /app/prisma.config.ts ./
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/prisma prisma
COPY --from=build --chown=node:node /app/app app
COPY --from=build --chown=node:node /app/build build
USER node
EXPOSE 3000
# Signals must reach the app itself, so npm is not in between. The worker: app/commands/worker.ts; set-up: setup.ts.
CMD ["node", "--import", "tsx", "app/commands/web.ts"]
