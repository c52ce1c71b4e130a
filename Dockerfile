# The images of a cluster: docker build --target lighthouse|node|simulator . The runtime's image has no shell and its user is not root;
# it must have time zones, which monitors' schedules are in.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ARG DASHBOARD_IMAGE=docker.io/library/node:22-bookworm-slim

FROM ${DASHBOARD_IMAGE} AS dashboard
WORKDIR /dashboard
COPY src/Dashboard/package.json src/Dashboard/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY src/Dashboard ./
RUN npm run build

FROM ${SDK_IMAGE} AS build
ARG PETABRIDGE_CMD=false
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY . .
COPY --from=dashboard /dashboard/dist src/Dashboard/dist
COPY --from=dashboard /dashboard/dist-report src/Dashboard/dist-report
RUN for program in Lighthouse Node Simulator; do \
      dotnet publish src/$program -c Release -o /programs/$program -p:UseAppHost=false -p:PublishDocumentationFiles=false -p:PetabridgeCmd=$PETABRIDGE_CMD || exit 1; \
    done

FROM ${RUNTIME_IMAGE} AS program
ARG VERSION=0.1.0
ARG REVISION=unknown
ENV DOTNET_EnableDiagnostics=0 DOTNET_NOLOGO=1
LABEL org.opencontainers.image.version=$VERSION org.opencontainers.image.revision=$REVISION org.opencontainers.image.licenses=MIT
WORKDIR /app
USER 1654:1654

FROM program AS lighthouse
LABEL org.opencontainers.image.title=apibench-lighthouse
COPY --from=build /programs/Lighthouse ./
EXPOSE 4053 8080
ENTRYPOINT ["dotnet", "AkkaApiBench.Lighthouse.dll"]

FROM program AS simulator
LABEL org.opencontainers.image.title=apibench-simulator
COPY --from=build /programs/Simulator ./
EXPOSE 8080
ENTRYPOINT ["dotnet", "AkkaApiBench.Simulator.dll"]

FROM program AS node
LABEL org.opencontainers.image.title=apibench-node
COPY --from=build /programs/Node ./
EXPOSE 4053 8080
ENTRYPOINT ["dotnet", "AkkaApiBench.Node.dll"]
