package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.spring.DeniedAsProblem;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/** Problem details for what is denied; a security configuration may set another handler. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class PortreeveWebAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  DeniedAsProblem deniedAsProblem() {
    return new DeniedAsProblem(new AccessDeniedHandlerImpl());
  }

  @Bean
  Customizer<HttpSecurity> portreeveDenials(DeniedAsProblem denials) {
    return http -> http.exceptionHandling(handling -> handling.accessDeniedHandler(denials));
  }
}
