package dev.portreeve.client.spring.test;

import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.junit.TestDecisionPoint;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;

/** Makes the bean {@code decisionPoint}, before the starter would. */
final class TestDecisionPointRegistrar implements ImportBeanDefinitionRegistrar {
  private final BeanFactory beans;

  TestDecisionPointRegistrar(BeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata annotated, BeanDefinitionRegistry registry) {
    MergedAnnotation<WithTestDecisionPoint> annotation =
        annotated.getAnnotations().get(WithTestDecisionPoint.class);
    String policies = annotation.getString("policies");
    RootBeanDefinition bean =
        new RootBeanDefinition(TestDecisionPoint.class, () -> decisionPoint(policies));
    bean.setPrimary(true);
    registry.registerBeanDefinition("testDecisionPoint", bean);
  }

  private TestDecisionPoint decisionPoint(String policies) {
    ObligationHandlers handlers =
        beans.getBeanProvider(ObligationHandlers.class).getIfAvailable(ObligationHandlers::none);
    return policies.isEmpty()
        ? TestDecisionPoint.stubs(handlers)
        : TestDecisionPoint.of(Path.of(policies), handlers);
  }
}
