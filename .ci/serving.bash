# What the scripts share that start a server and ask it.

heading() {
  printf '\n== %s (after %d s)\n' "$1" "$SECONDS"
}

fail() {
  echo "ci: $1" >&2
  exit 1
}

free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  fail "no free port"
}

# Waits for the ready line of the process $1 in the file $2.
await_ready() {
  for _ in {1..600}; do
    ! grep -q '^portreeve ready ' "$2" || return 0
    kill -0 "$1" 2>/dev/null || fail "the server ended before it was ready"
    sleep 0.2
  done
  fail "not ready within two minutes"
}

# A check of the shipped set at the address $1, whose answer is known.
ask() {
  local answer
  answer=$(curl -fsS "http://$1/access/v1/evaluation" -H 'content-type: application/json' -d '{
    "subject": {"type": "user", "id": "ana"},
    "action": {"name": "collection.export"},
    "resource": {"type": "collection", "id": "c1", "properties": {"team": "nowhere"}}}')
  echo "$answer"
  [[ $answer == *'"decision":false'*unknown_team* ]] || fail "a team nobody knows must be denied"
}

# How many of the server's classes a JVM took from its archive, by the class log $1.
archived() {
  grep -c 'dev\.portreeve.* source: shared objects file' "$1" || true
}
