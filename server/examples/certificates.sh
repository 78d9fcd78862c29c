#!/bin/sh
# Makes what a server and one of its callers need for TLS in both directions:
#
#   certificates.sh DIR                      ca.pem, server.pem, server.key, client.pem, client.key
#   certificates.sh DIR SERVER_NAMES ID      with names like DNS:pdp.example and a SPIFFE id of your own
#
# Run it again to rotate server and client: ca.pem stays, the server takes the new files within two
# seconds, and callers who verify against ca.pem notice nothing. Files are replaced, never rewritten.
set -eu
dir=${1:?where to put the files}
names=${2:-DNS:localhost,IP:127.0.0.1}
id=${3:-spiffe://example.org/orders}
umask 077
mkdir -p "$dir"

[ -f "$dir/ca.pem" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
  -subj "/CN=example CA" -days 3650 -keyout "$dir/ca.key" -out "$dir/ca.pem" 2>/dev/null

sign() { # file, names, use
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
    -keyout "$dir/$1.key.next" -out "$dir/$1.csr" 2>/dev/null
  printf 'subjectAltName=%s\nextendedKeyUsage=%s\n' "$2" "$3" >"$dir/$1.ext"
  openssl x509 -req -in "$dir/$1.csr" -CA "$dir/ca.pem" -CAkey "$dir/ca.key" -CAcreateserial \
    -days 90 -extfile "$dir/$1.ext" -out "$dir/$1.pem.next" 2>/dev/null
  rm "$dir/$1.csr" "$dir/$1.ext"
  mv "$dir/$1.key.next" "$dir/$1.key"
  mv "$dir/$1.pem.next" "$dir/$1.pem"
}

sign server "$names" serverAuth
sign client "URI:$id" clientAuth
