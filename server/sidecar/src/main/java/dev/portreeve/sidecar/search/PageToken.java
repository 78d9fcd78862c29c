package dev.portreeve.sidecar.search;

/**
 * Where a page ended.
 *
 * @param query the fingerprint of the search
 * @param policyVersion that the page was decided under
 * @param limit the most results of a page
 * @param after the text after which the next page goes on
 */
record PageToken(String query, String policyVersion, int limit, String after) {}
