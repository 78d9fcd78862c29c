/** What Spring Boot configures by itself, from the properties {@code portreeve.*}. */
@NullMarked
package dev.portreeve.client.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
