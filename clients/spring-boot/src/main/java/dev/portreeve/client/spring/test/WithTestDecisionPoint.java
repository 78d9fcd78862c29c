package dev.portreeve.client.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Gives a Spring test a {@link dev.portreeve.client.junit.TestDecisionPoint} in place of the
 * service's decision point, to be autowired and stubbed. It forgets stubs and checks before each
 * test method. Goes with {@code @WebMvcTest} and {@code @SpringBootTest}; needs {@code
 * portreeve-client-testing}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(TestDecisionPointRegistrar.class)
public @interface WithTestDecisionPoint {
  /** The directory of a policy set that decides what is not stubbed; without it only stubs do. */
  String policies() default "";
}
