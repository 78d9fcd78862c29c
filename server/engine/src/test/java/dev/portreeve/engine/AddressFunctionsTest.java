package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.decision.Reasons;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IP addresses and ranges in policies, as Kubernetes' CEL library has them. */
class AddressFunctionsTest {
  private static final Map<String, Object> FACTS =
      Map.of("name", "10.1.2.3", "tags", List.of("10.0.0.0/8", "fd00::/8"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cidr('10.0.0.0/8').containsIP(resource.name)",
        "cidr('10.0.0.0/8').containsIP(ip(resource.name))",
        "!cidr('10.1.2.4/30').containsIP(resource.name)",
        "cidr('0.0.0.0/0').containsIP(resource.name)",
        "!cidr('::/0').containsIP(resource.name)",
        "cidr('10.1.2.3/32').containsIP(resource.name)",
        "resource.tags.exists(range, cidr(range).containsIP(resource.name))",
        "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')",
        "cidr('10.0.0.0/8').containsCIDR(cidr(resource.name + '/8'))",
        "!cidr('10.0.0.0/8').containsCIDR('10.0.0.0/7')",
        "cidr(resource.name + '/8').masked() == cidr('10.0.0.0/8')",
        "cidr(resource.name + '/13').masked() == cidr('10.0.0.0/13')",
        "cidr(resource.name + '/8').ip() == ip(resource.name)",
        "cidr(resource.name + '/8').prefixLength() == 8",
        "string(cidr(resource.name + '/8')) == '10.1.2.3/8'",
        "string(ip(resource.name)) == resource.name",
        "string(ip('2001:DB8:0:0::1')) == '2001:db8::1'",
        "isIP(resource.name) && !isIP('10.1.2') && !isCIDR(resource.name)",
        "isCIDR(resource.name + '/24') && !isCIDR(resource.name + '/33')",
        "ip.isCanonical(resource.name) && !ip.isCanonical('2001:DB8::1')",
        "ip(resource.name).family() == 4 && ip('::1').family() == 6",
        "ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified()",
        "ip('127.0.0.53').isLoopback() && ip('::1').isLoopback()",
        "ip('224.0.0.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast()",
        "!ip('224.0.1.1').isLinkLocalMulticast() && !ip('ff05::1').isLinkLocalMulticast()",
        "ip('169.254.1.1').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast()",
        "ip(resource.name).isGlobalUnicast() && ip('2001:db8::1').isGlobalUnicast()",
        "!ip('255.255.255.255').isGlobalUnicast() && !ip('224.0.1.1').isGlobalUnicast()",
        "ip(resource.name) in [ip('10.1.2.3'), ip('::1')]",
      })
  void decide_addressFunction_compiledAndAsTheReference(String condition) {
    BothForms.assertHolds(Doors.SET, condition, FACTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.1.2",
        "10.1.2.3.4",
        "010.1.2.3",
        "10.1.2.256",
        "fe80::1%eth0",
        "::ffff:10.1.2.3",
        "[::1]",
        "１0.1.2.3",
        " 10.1.2.3",
        "10.1.2.3/8",
        "1::2::3",
        "0x0a.1.2.3"
      })
  void decide_textIsNoAddress_policyError(String text) {
    for (String condition :
        List.of(
            "ip(resource.name).family() == 4",
            "cidr('10.0.0.0/8').containsIP(resource.name)",
            "ip.isCanonical(resource.name)")) {
      Snapshot snapshot = Doors.SET.condition("door.open", condition).load();
      Map<String, Object> facts = Map.of("name", text);
      assertEquals(Reasons.POLICY_ERROR, BothForms.reason(snapshot, facts), condition);
    }
    BothForms.assertHolds(Doors.SET, "!isIP(resource.name)", Map.of("name", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "::/129",
        "10.0.0.0/8/8",
        "/8",
        "fe80::%1/64",
        "10.0.0.0/８"
      })
  void decide_textIsNoRange_policyError(String text) {
    Snapshot snapshot =
        Doors.SET.condition("door.open", "cidr(resource.name).prefixLength() == 8").load();
    assertEquals(Reasons.POLICY_ERROR, BothForms.reason(snapshot, Map.of("name", text)));
    BothForms.assertHolds(Doors.SET, "!isCIDR(resource.name)", Map.of("name", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ip('10.0.0.300').family() == 4                     ; `10.0.0.300` is not an IP address
          cidr('10.0.0.0').containsIP(resource.name)         ; `10.0.0.0` is not a range of addresses in CIDR notation
          cidr('10.0.0.0/8').containsIP('10.0.0')            ; `10.0.0` is not an IP address
          cidr('10.0.0.0/8').containsCIDR('10.0.0.0/64')     ; `10.0.0.0/64` is not a range of addresses in CIDR notation
          """)
  void load_literalIsNoAddress_refused(String condition, String problem) {
    String problems = Doors.SET.condition("door.open", condition).problems().toString();
    assertTrue(problems.contains(problem), problems);
  }
}
