# The program alone, on a base without a shell: `docker build -t presend . && docker run --rm -i presend < draft.txt`.
FROM rust:1.95-bookworm AS build
WORKDIR /presend
COPY . .
RUN cargo build --release --locked && strip target/release/presend

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /presend/target/release/presend /usr/bin/presend
COPY --from=build /presend/LICENSE-APACHE /presend/LICENSE-MIT /presend/packaging/LICENSE-LGPL-2.1 /usr/share/doc/presend/
WORKDIR /drafts
ENTRYPOINT ["/usr/bin/presend"]
