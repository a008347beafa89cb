#!/bin/sh
# Makes the lesser role of the night, once, when the database is made.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v password="$(cat /run/secrets/night)" <<'SQL'
create role scorekeeper_night login password :'password';
SQL
