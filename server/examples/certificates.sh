#!/bin/sh
# Makes what a server and one of its callers need for TLS in both directions, and the key that signs
# denials, so that approval can be asked for (--signing-key):
#
#   certificates.sh DIR                      ca.pem, server.pem, server.key, client.pem, client.key,
#                                            signing.json
#   certificates.sh DIR SERVER_NAMES ID      with names like DNS:pdp.example and a SPIFFE id of your own
#
# Run it again to rotate server and client: ca.pem and signing.json stay, the server takes the new files within two
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

# A P-256 key in DER has its private part at byte 7, its public point at 57.
[ -f "$dir/signing.json" ] || {
  openssl ecparam -name prime256v1 -genkey -noout -outform DER >"$dir/signing.der"
  part() { # first byte
    tail -c "+$(($1 + 1))" "$dir/signing.der" | head -c 32 | base64 | tr '+/' '-_' | tr -d '=\n'
  }
  printf '{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","x":"%s","y":"%s","d":"%s"}\n' \
    "$(part 57)" "$(part 89)" "$(part 7)" >"$dir/signing.json.next"
  rm "$dir/signing.der"
  mv "$dir/signing.json.next" "$dir/signing.json"
}
