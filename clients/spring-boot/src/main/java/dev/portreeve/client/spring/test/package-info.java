/** For the tests of services: the decision point of {@code portreeve-client-testing} as a bean. */
@NullMarked
package dev.portreeve.client.spring.test;

import org.jspecify.annotations.NullMarked;
