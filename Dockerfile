# syntax=docker/dockerfile:1.17

# The web server, and the migrations that go before it: one image, configured when it starts.
# Debian, as on one machine: what the tests run on is what runs here.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY prisma.config.ts ./
COPY prisma/schema prisma/schema
# Generating needs no schema engine, but the CLI would download one: any existing file satisfies it.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true node node_modules/prisma/build/index.js generate
COPY next.config.mjs postcss.config.mjs tsconfig.json ./
COPY messages messages
COPY public public
COPY src src
RUN NODE_ENV=production node node_modules/next/dist/bin/next build

FROM node:24.21.0-bookworm-slim AS web
LABEL org.opencontainers.image.title="WebMTG" org.opencontainers.image.licenses="MIT"
# For other forms of recordings: posters, sound alone, 360p.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 MAIL_DIR=/var/lib/webmtg/mail
# The app, and of its packages what it needs.
COPY --from=build /app/.next/standalone/node_modules node_modules
COPY --from=build /app/.next/standalone/.next .next
COPY --from=build /app/.next/static .next/static
COPY --from=build /app/public public
COPY package.json ./
# The server around it runs as plain Node, from its sources.
COPY src/server/*.ts src/server/
COPY deploy/*.mjs deploy/*.ts deploy/
# What the migrations need beside that.
COPY --from=build /app/node_modules/@prisma/adapter-pg node_modules/@prisma/adapter-pg
COPY --from=build /app/node_modules/@prisma/debug node_modules/@prisma/debug
COPY --from=build /app/node_modules/@prisma/driver-adapter-utils node_modules/@prisma/driver-adapter-utils
COPY --from=build /app/node_modules/@prisma/schema-engine-wasm node_modules/@prisma/schema-engine-wasm
COPY prisma/migrate.ts prisma/schemaEngine.ts prisma/
COPY prisma/migrations prisma/migrations
# Written to while it runs: /tmp (recordings being changed into other forms) and, without SMTP, the mail. Nothing else is.
RUN install -d -o 1000 -g 1000 /var/lib/webmtg/mail
VOLUME /var/lib/webmtg/mail
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "deploy/isHealthy.mjs"]
CMD ["node", "deploy/serve.mjs"]
