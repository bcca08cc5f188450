# The operator's image. A release pins both base images by digest: --build-arg BUILD_IMAGE=... --build-arg RUN_IMAGE=...
ARG BUILD_IMAGE=node:24-slim
ARG RUN_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot

# Built on the builder's own platform: what comes out is JavaScript, the same for every platform.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts/build.ts scripts/
COPY src/ src/
COPY crds/ crds/
COPY examples/ examples/
# The maps are for debuggers.
RUN npm run build && rm dist/chunks/*.map

# Nothing but the bundle and its data: no npm, no shell, no node_modules (so neither the node that npm may have fetched).
FROM ${RUN_IMAGE}
LABEL org.opencontainers.image.title="apprunner-operator" \
      org.opencontainers.image.description="Kubernetes operator for AWS App Runner" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /build/dist/apprunner-operator.js /build/dist/package.json ./
COPY --from=build /build/dist/chunks/ chunks/
COPY --from=build /build/dist/crds/ crds/
COPY --from=build /build/dist/examples/ examples/
# A number, so that Kubernetes can tell that it is not root.
USER 65532:65532
EXPOSE 8080 8081
# The default of 16 MB for young objects makes a process that is mostly at rest some 10 MB bigger.
ENTRYPOINT ["/nodejs/bin/node", "--max-semi-space-size=2", "/app/apprunner-operator.js", "run"]
