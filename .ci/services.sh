#!/usr/bin/env bash
# PostgreSQL and Redis on free loopback ports for one run of the suites, below DIR:
#   .ci/services.sh start DIR   starts them and prints DATABASE_URL=… and REDIS_URL=…
#   .ci/services.sh stop DIR    stops what it started
set -euo pipefail

verb=${1:-} dir=${2:-}
if [[ ! $verb =~ ^(start|stop)$ || -z $dir ]]; then
  echo "verb: ${verb:-none given}; accepted: start DIR, stop DIR" >&2
  exit 2
fi

as_postgres() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi
}

free_port() {
  node -e "const s=require('node:net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"
}

stop_one() { # NAME SIGNAL
  local pid
  pid=$(cat "$dir/$1.pid" 2>/dev/null) || return 0
  kill "-$2" "$pid" 2>/dev/null || true
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  rm -f "$dir/$1.pid"
}

if [ "$verb" = stop ]; then
  stop_one postgres INT
  stop_one redis TERM
  exit 0
fi

bin=$(ls -d /usr/lib/postgresql/15/bin 2>/dev/null || pg_config --bindir)
mkdir -p "$dir/redis"
chmod 755 "$dir"
if [ "$(id -u)" = 0 ]; then install -d -o postgres -g postgres -m 700 "$dir/pg" "$dir/sock"; else mkdir -p -m 700 "$dir/pg" "$dir/sock"; fi

pg_port=$(free_port) redis_port=$(free_port)
as_postgres "$bin/initdb" -D "$dir/pg" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log"

# The cluster is thrown away afterwards, so nothing waits for the disk. setpriv becomes the server: $! is its own pid.
launch=()
[ "$(id -u)" = 0 ] && launch=(setpriv --reuid=postgres --regid=postgres --init-groups)
"${launch[@]}" "$bin/postgres" -D "$dir/pg" -p "$pg_port" -c listen_addresses=127.0.0.1 \
  -c "unix_socket_directories=$dir/sock" -c max_connections=200 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off >"$dir/postgres.log" 2>&1 </dev/null &
echo $! >"$dir/postgres.pid"
redis-server --bind 127.0.0.1 --port "$redis_port" --dir "$dir/redis" --appendonly yes --appendfsync everysec --save '' \
  --maxmemory-policy noeviction --daemonize no >"$dir/redis.log" 2>&1 </dev/null &
echo $! >"$dir/redis.pid"

for _ in $(seq 100); do
  if "$bin/pg_isready" -q -h 127.0.0.1 -p "$pg_port" && redis-cli -p "$redis_port" ping >/dev/null 2>&1; then
    echo "DATABASE_URL=postgres://postgres@127.0.0.1:$pg_port/postgres"
    echo "REDIS_URL=redis://127.0.0.1:$redis_port"
    exit 0
  fi
  sleep 0.1
done
echo "PostgreSQL or Redis did not answer within 10 s; see $dir/*.log" >&2
exit 1
