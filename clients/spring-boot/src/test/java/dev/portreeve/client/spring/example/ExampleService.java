package dev.portreeve.client.spring.example;

import dev.portreeve.client.spring.FactProvider;
import dev.portreeve.client.spring.Pdp;
import dev.portreeve.client.spring.RequestCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A service with an endpoint that is checked by an annotation and one that is checked by a path.
 */
@SpringBootApplication
public class ExampleService {
  /** Serves on the port 8081, beside a Portreeve that listens on its own default. */
  public static void main(String... args) {
    System.setProperty("server.port", "8081");
    System.setProperty("portreeve.addresses", "http://127.0.0.1:8080");
    System.setProperty("spring.security.user.name", "eve");
    System.setProperty("spring.security.user.password", "eve");
    SpringApplication.run(ExampleService.class, args);
  }

  /** What the service knows of the user; a real one looks into its database. */
  @Bean
  FactProvider workspaceRole() {
    return (check, authentication) ->
        check.toBuilder().subject(check.subject().with("workspace_role", "editor")).build();
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http, Pdp pdp) {
    return http.csrf(csrf -> csrf.disable())
        .httpBasic(Customizer.withDefaults())
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.DELETE, "/teams/{team}/collections/{id}")
                    .access(
                        RequestCheck.of(pdp, "collection.delete", "collection", "id").with("team"))
                    .requestMatchers("/actuator/**")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }
}
