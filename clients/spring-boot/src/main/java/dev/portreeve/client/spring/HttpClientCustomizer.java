package dev.portreeve.client.spring;

import dev.portreeve.client.http.HttpDecisionPointBuilder;
import java.util.function.Consumer;

/** Tells the client over HTTP what no property says, such as where bearer tokens come from. */
@FunctionalInterface
public interface HttpClientCustomizer extends Consumer<HttpDecisionPointBuilder> {}
