package dev.portreeve.sidecar.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the options that say who may ask and whether over TLS, and judges them as a whole. */
final class AccessOptions {
  private static final TokenOptions TOKEN =
      new TokenOptions(
          Option.CALLER_JWT_KEYS,
          Option.CALLER_JWT_ISSUER,
          Option.CALLER_JWT_AUDIENCE,
          List.of(Option.CALLER_JWT_SCOPE));

  private final Map<Option, GivenValue> given;

  AccessOptions(Map<Option, GivenValue> given) {
    this.given = given;
  }

  Optional<TlsConfig> tls() throws ConfigurationException {
    GivenValue certificate = given.get(Option.TLS_CERT);
    GivenValue key = given.get(Option.TLS_KEY);
    if (certificate == null) {
      refuseAlone(
          List.of(Option.TLS_KEY, Option.TLS_CLIENT_CA, Option.TLS_EXPIRED), Option.TLS_CERT);
      return Optional.empty();
    }
    if (key == null) {
      throw certificate.refuse("says nothing without " + Option.TLS_KEY.flag());
    }
    GivenValue ca = given.get(Option.TLS_CLIENT_CA);
    GivenValue expired =
        given.getOrDefault(
            Option.TLS_EXPIRED,
            new GivenValue(Option.TLS_EXPIRED.flag(), Option.TLS_EXPIRED.standard()));
    return Optional.of(
        new TlsConfig(
            OptionValues.path(certificate),
            OptionValues.path(key),
            ca == null ? Optional.empty() : Optional.of(OptionValues.path(ca)),
            OptionValues.one(expired, TlsConfig.Expired.class)));
  }

  AccessConfig access(IdentityConfig users) throws ConfigurationException {
    GivenValue file = given.get(Option.CREDENTIALS);
    GivenValue scope = given.get(Option.CALLER_JWT_SCOPE);
    return new AccessConfig(
        file == null ? Optional.empty() : Optional.of(OptionValues.path(file)),
        token(users),
        scope == null ? Option.CALLER_JWT_SCOPE.standard() : scope.value(),
        flag(Option.OPEN_METRICS),
        new AccessConfig.Insecure(flag(Option.INSECURE_NO_AUTH), flag(Option.INSECURE_NO_TLS)));
  }

  /** A token of a user must never be one of a caller, so issuer and audience are not both alike. */
  private Optional<IdentityConfig.Token> token(IdentityConfig users) throws ConfigurationException {
    Optional<IdentityConfig.Token> callers = TOKEN.read(given, "sub");
    GivenValue audience = given.get(Option.CALLER_JWT_AUDIENCE);
    if (callers.isPresent()
        && audience != null
        && users.token().isPresent()
        && users.token().get().issuer().equals(callers.get().issuer())
        && users.token().get().audience().equals(callers.get().audience())) {
      throw audience.refuse(
          "is that of users' tokens ("
              + Option.JWT_AUDIENCE.flag()
              + "): callers need one of their own");
    }
    return callers;
  }

  /** What is reached from other machines asks who calls, over TLS, unless told not to. */
  static void judge(ServerConfig config, GivenValue listen) throws ConfigurationException {
    if (config.listen().isLocal()) {
      return;
    }
    AccessConfig access = config.access();
    if (!access.required() && !access.insecure().noAuth()) {
      throw listen.refuse(
          "is reached from other machines, and anybody there could ask anything: give "
              + Option.CREDENTIALS.flag()
              + " or "
              + Option.CALLER_JWT_KEYS.flag()
              + ", or say "
              + Option.INSECURE_NO_AUTH.flag());
    }
    if (config.tls().isEmpty() && !access.insecure().noTls()) {
      throw clearText(listen);
    }
  }

  /** Who changes teams always says who it is, and from other machines over TLS. */
  static void judgeAdmin(ServerConfig config, GivenValue admin) throws ConfigurationException {
    AccessConfig access = config.access();
    if (!access.required()) {
      throw admin.refuse(
          "would let anybody change teams: give "
              + Option.CREDENTIALS.flag()
              + " or "
              + Option.CALLER_JWT_KEYS.flag());
    }
    boolean local = config.admin().map(Address::isLocal).orElse(true);
    if (!local && config.tls().isEmpty() && !access.insecure().noTls()) {
      throw clearText(admin);
    }
  }

  private static ConfigurationException clearText(GivenValue address) {
    return address.refuse(
        "is reached from other machines, in clear text: give "
            + Option.TLS_CERT.flag()
            + " and "
            + Option.TLS_KEY.flag()
            + ", or say "
            + Option.INSECURE_NO_TLS.flag());
  }

  private boolean flag(Option option) throws ConfigurationException {
    GivenValue value = given.get(option);
    if (value == null || value.value().equals("false")) {
      return false;
    }
    if (value.value().equals("true")) {
      return true;
    }
    throw value.refuse("is neither true nor false");
  }

  private void refuseAlone(List<Option> options, Option missing) throws ConfigurationException {
    for (Option option : options) {
      GivenValue alone = given.get(option);
      if (alone != null) {
        throw alone.refuse("says nothing without " + missing.flag());
      }
    }
  }
}
