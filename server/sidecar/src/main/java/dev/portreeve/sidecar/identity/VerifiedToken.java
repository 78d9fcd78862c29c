package dev.portreeve.sidecar.identity;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * A JSON Web Token that was verified, without its text.
 *
 * @param known whom it names
 * @param characters its length
 * @param keys those that were in force
 */
public record VerifiedToken(AuthenticationResult.Known known, int characters, JWKSet keys) {}
