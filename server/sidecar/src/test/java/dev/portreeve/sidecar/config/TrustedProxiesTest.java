package dev.portreeve.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "::1, ::1, true",
    "fd00::/8, fdab::1, true",
    "fd00::/8, fe80::1, false",
    "::ffff:10.0.0.1, 10.0.0.1, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false"
  })
  void include_address_isInTheNetworkOrNot(String network, String address, boolean inside) {
    TrustedProxies peers = TrustedProxies.parse(network).orElseThrow();
    assertEquals(inside, peers.include(SocketAddress.inetSocketAddress(4711, address)));
  }

  @Test
  void include_unixSocket_onlyWhenNamed() {
    SocketAddress socket = SocketAddress.domainSocketAddress("/run/p.sock");
    assertTrue(TrustedProxies.parse("10.0.0.1, unix").orElseThrow().include(socket));
    assertFalse(TrustedProxies.parse("0.0.0.0/0").orElseThrow().include(socket));
    assertFalse(TrustedProxies.NONE.include(socket));
    assertFalse(TrustedProxies.parse("unix").orElseThrow().include(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.1,",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "0127.0.0.1",
        "127.1",
        "127.0.0.01",
        "127.0.0.256",
        "2130706433",
        "0x7f000001",
        "1.2.3.4.5",
        "::ffff:0127.0.0.1",
        "::ffff:127.1",
        "fe80::1%eth0",
        "1:2:3",
        ":"
      })
  void parse_otherText_isNone(String text) {
    assertEquals(Optional.empty(), TrustedProxies.parse(text));
  }
}
