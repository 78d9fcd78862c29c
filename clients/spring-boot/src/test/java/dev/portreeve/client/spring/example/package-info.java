/** The service of the README: run {@link dev.portreeve.client.spring.example.ExampleService}. */
@NullMarked
package dev.portreeve.client.spring.example;

import org.jspecify.annotations.NullMarked;
