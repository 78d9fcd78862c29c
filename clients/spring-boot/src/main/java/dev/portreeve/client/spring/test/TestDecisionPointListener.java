package dev.portreeve.client.spring.test;

import dev.portreeve.client.junit.TestDecisionPoint;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.util.ClassUtils;

/** Makes the decision point of a Spring test forget, before each test method. */
public final class TestDecisionPointListener extends AbstractTestExecutionListener {
  private static final boolean PRESENT =
      ClassUtils.isPresent(
          "dev.portreeve.client.junit.TestDecisionPoint",
          TestDecisionPointListener.class.getClassLoader());

  @Override
  public void beforeTestMethod(TestContext test) {
    if (PRESENT && test.hasApplicationContext()) {
      Reset.all(test);
    }
  }

  /** Loaded only where the library is there. */
  private static final class Reset {
    static void all(TestContext test) {
      test.getApplicationContext()
          .getBeanProvider(TestDecisionPoint.class)
          .forEach(TestDecisionPoint::reset);
    }
  }
}
