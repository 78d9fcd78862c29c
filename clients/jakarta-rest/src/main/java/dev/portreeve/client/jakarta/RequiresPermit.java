package dev.portreeve.client.jakarta;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a request on to a resource method only with a permit, where {@link CheckFeature} is
 * registered.
 *
 * <pre>{@code
 * @GET
 * @Path("/teams/{team}/collections/{id}/export")
 * @RequiresPermit(action = "collection.export", type = "collection", id = "id", with = "team")
 * public String export(@PathParam("id") String id) { ... }
 * }</pre>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RequiresPermit {
  /** What is to be done, such as {@code collection.export}. */
  String action();

  /** The type of the resource. */
  String type();

  /** The parameter of the path that holds the resource's id. */
  String id();

  /** Parameters of the path that are facts about the resource, each by its own name. */
  String[] with() default {};
}
