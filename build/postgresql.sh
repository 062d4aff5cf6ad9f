#!/bin/sh
# A private PostgreSQL server for the time of one command: build/postgresql.sh COMMAND…
# The command finds ARCHIVE_DATABASE_URL in its environment and the server's own tools in its path. Server and
# data live in a temporary folder, listen on no network, and are gone when the command ends, however it ends.
set -eu

build/system.sh postgresql
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
folder=$(mktemp -d "${TMPDIR:-/tmp}/archive-postgresql.XXXXXX")
as=""
if [ "$(id -u)" = 0 ]; then  # the server refuses to be root
    as="runuser -u postgres --"
    chown postgres "$folder"
fi

end() {
    cd "$folder"
    [ ! -f data/postmaster.pid ] || $as "$bin/pg_ctl" stop -s -m immediate -D "$folder/data"
    cd / && rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

(
    cd "$folder"
    $as "$bin/initdb" -D "$folder/data" --username=archive --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --no-sync >"$folder/initdb.log" || { cat "$folder/initdb.log" >&2; exit 1; }
    $as "$bin/pg_ctl" start -s -w -D "$folder/data" -l "$folder/data/log" -o "-k $folder \
        -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off" ||
        { cat "$folder/data/log" >&2; exit 1; }
)
ARCHIVE_DATABASE_URL="postgres://archive@$(echo "$folder" | sed 's|/|%2F|g')/postgres"
export ARCHIVE_DATABASE_URL PATH="$bin:$PATH"
"$@"
