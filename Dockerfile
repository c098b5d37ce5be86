# equalwork in a container: the command line, the Prefect server and the Prefect worker of compose.yaml.
#
#   docker build -t equalwork .
#   docker run --rm -v equalwork-data:/data equalwork demo

FROM python:3.11-slim AS build
# requirements-dev.lock brings Dask, DuckLake and object storage too (docs/scale.md).
ARG LOCK=requirements.lock
WORKDIR /app
RUN python -m venv /venv && /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check uv
COPY requirements.lock requirements-dev.lock ./
RUN /venv/bin/uv pip install --no-cache --python /venv/bin/python --no-deps --require-hashes -r "$LOCK"
COPY pyproject.toml prefect.yaml README.md LICENSE ./
COPY extractors extractors
COPY transforms transforms
COPY warehouse warehouse
COPY flows flows
COPY sources sources
RUN /venv/bin/uv pip install --no-cache --python /venv/bin/python --no-deps --editable .

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home equalwork && mkdir /data && chown equalwork /data
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    EQUALWORK_HOME=/data \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1
WORKDIR /app
USER equalwork
VOLUME /data
# The program starts and its source files are whole; it does not touch the build file, which a run may hold.
HEALTHCHECK --interval=5m --timeout=20s --start-period=20s CMD ["equalwork", "sources", "check"]
ENTRYPOINT []
CMD ["equalwork", "--help"]
