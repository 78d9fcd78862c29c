package dev.portreeve.engine.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.yaml.JsonNull;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
  private static final List<Object> RAW_OF_EVERY_KIND =
      List.of(
          "text",
          true,
          7,
          7L,
          7.5,
          BigInteger.TEN.pow(30),
          List.of("a"),
          Map.of("a", "b"),
          JsonNull.INSTANCE,
          Double.NaN,
          Double.POSITIVE_INFINITY);

  private static String problems(Object typed) {
    return assertInstanceOf(InvalidValue.class, typed).problems().stream()
        .map(p -> (p.path() + " " + p.message()).strip())
        .reduce((one, other) -> one + "; " + other)
        .orElseThrow();
  }

  private static Field field(String name, ValueType type, boolean required, Object... defaults) {
    return new Field(
        name, type, required, Arrays.stream(defaults).findFirst(), new Field.EntryForm.None(), "");
  }

  private static StructType struct(StructType.Members members) {
    return new StructType(
        "s",
        members,
        List.of(
            field("mode", StringType.of(List.of("all", "some")), true),
            field("count", new IntegerType(), false, 3L),
            field("names", new ListType(StringType.free(), ""), false)));
  }

  @Test
  void accept_rawOfAnyKind_typedOrInvalidButNeverThrows() {
    List<ValueType> types =
        List.of(
            new BooleanType(),
            new IntegerType(),
            new NumberType(),
            StringType.free(),
            StringType.of(List.of("a")),
            StringType.semver(),
            StringType.matching(Pattern.compile("a")),
            new TimestampType(),
            new ListType(StringType.free(), ","),
            struct(StructType.Members.OPEN),
            struct(StructType.Members.CLOSED),
            new PatternsType(),
            new SealedType());
    for (ValueType type : types) {
      for (Object raw : RAW_OF_EVERY_KIND) {
        Object typed = type.accept(raw);
        assertTrue(typed != null, type + " of " + raw);
      }
      assertTrue(problems(type.accept(JsonNull.INSTANCE)).endsWith("found null"), type::noun);
    }
  }

  @Test
  void accept_boolean_onlyBooleans() {
    assertEquals(true, new BooleanType().accept(true));
    assertEquals("expected a boolean, found a string", problems(new BooleanType().accept("true")));
  }

  @Test
  void accept_integer_wholeNumbersOf64Bits() {
    IntegerType type = new IntegerType();
    assertEquals(7L, type.accept(7));
    assertEquals(Long.MIN_VALUE, type.accept(Long.MIN_VALUE));
    assertEquals(-3L, type.accept(-3.0));
    assertEquals(0L, type.accept(-0.0));
    assertEquals(1L << 53, type.accept((double) (1L << 53)));
    assertEquals("expected an integer, found the number 1.5", problems(type.accept(1.5)));
    for (Object raw : List.of(1e300, Double.NaN, BigInteger.ONE.shiftLeft(64), "7", true)) {
      assertInstanceOf(InvalidValue.class, type.accept(raw), raw::toString);
    }
  }

  @Test
  void accept_number_finite() {
    NumberType type = new NumberType();
    assertEquals(7.0, type.accept(7));
    assertEquals(7.5, type.accept(7.5));
    assertEquals(1e30, type.accept(BigInteger.TEN.pow(30)));
    assertInstanceOf(InvalidValue.class, type.accept(Double.NaN));
    assertInstanceOf(InvalidValue.class, type.accept(BigInteger.TEN.pow(400)));
  }

  @Test
  void accept_enumeration_sameObjectForSameText() {
    StringType type = StringType.of(List.of("porter", "guest"));
    Object typed = type.accept(new String("porter".toCharArray()));
    assertSame("porter", typed);
    assertEquals("`portr` is none of porter, guest", problems(type.accept("portr")));
    Problem problem = assertInstanceOf(InvalidValue.class, type.accept("portr")).problems().get(0);
    assertEquals("did you mean `porter`?", problem.help());
  }

  @Test
  void accept_longText_shownInPart() {
    String message = problems(StringType.of(List.of("a")).accept("x".repeat(5000)));
    assertTrue(message.length() < 200, message);
  }

  @Test
  void accept_semver_exactVersions() {
    assertEquals("1.2.3-rc.1+b", StringType.semver().accept("1.2.3-rc.1+b"));
    for (String odd : List.of("1.2", "v1.2.3", "^1.2.3", "01.2.3", "")) {
      assertInstanceOf(InvalidValue.class, StringType.semver().accept(odd), odd);
    }
  }

  @Test
  void accept_pattern_foundAnywhere() {
    StringType type = StringType.matching(Pattern.compile("^[a-z]+$"));
    assertEquals("abc", type.accept("abc"));
    assertEquals("`aBc` does not match ^[a-z]+$", problems(type.accept("aBc")));
  }

  @Test
  void accept_timestamp_rfc3339() {
    TimestampType type = new TimestampType();
    assertEquals(
        Instant.parse("2026-03-01T10:00:00.5Z"), type.accept("2026-03-01T12:00:00.5+02:00"));
    assertEquals(Instant.parse("0001-01-01T00:00:00Z"), type.accept("0001-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01",
        "2026-03-01T12:00:00",
        "2026-02-30T12:00:00Z",
        "yesterday",
        "",
        "0000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00"
      })
  void accept_noTimestamp_invalid(String text) {
    assertEquals(
        "`" + text + "` is not an RFC 3339 time such as 2026-01-31T12:00:00Z",
        problems(new TimestampType().accept(text)));
  }

  @Test
  void accept_list_keepsOrderAndTellsEveryElement() {
    ListType type = new ListType(new IntegerType(), "");
    assertEquals(List.of(3L, 1L, 2L), type.accept(List.of(3, 1.0, 2L)));
    assertEquals(List.of(), type.accept(List.of()));
    assertEquals(
        "[1] expected an integer, found a string; [3] expected an integer, found a boolean",
        problems(type.accept(List.of(1, "b", 2, true))));
    assertEquals("expected a list, found a string", problems(type.accept("1,2")));
  }

  @Test
  void accept_listWithSplit_takesATextApart() {
    ListType type = new ListType(StringType.free(), ",");
    assertEquals(List.of("@acme", "@beta"), type.accept(" @acme, @beta "));
    assertEquals(List.of("", ""), type.accept(","));
    assertEquals(List.of(""), type.accept(""));
    assertEquals(List.of("a,b"), type.accept(List.of("a,b")));
  }

  @Test
  void accept_struct_defaultsAndWhatWasGiven() {
    Structure structure =
        assertInstanceOf(
            Structure.class, struct(StructType.Members.CLOSED).accept(Map.of("mode", "all")));
    assertEquals("all", structure.value(0));
    assertEquals(3L, structure.value(1));
    assertNull(structure.value(2));
    assertTrue(structure.has(0));
    assertFalse(structure.has(1));
    Structure changed = structure.with(1, 4L);
    assertEquals(4L, changed.value(1));
    assertTrue(changed.has(1));
    assertEquals(3L, structure.value(1));
  }

  @Test
  void accept_closedStruct_tellsEveryMember() {
    Map<String, Object> raw = new java.util.TreeMap<>(Map.of("mod", "all", "names", List.of(1)));
    assertEquals(
        "mod unknown member `mod`; names[0] expected a string, found the number 1;"
            + " member `mode` is required",
        problems(struct(StructType.Members.CLOSED).accept(raw)));
  }

  @Test
  void accept_openStruct_skipsWhatItDoesNotKnow() {
    Structure structure =
        assertInstanceOf(
            Structure.class, struct(StructType.Members.OPEN).accept(Map.of("other", 1)));
    assertFalse(structure.has(0));
    assertEquals(
        "count expected an integer, found a string",
        problems(struct(StructType.Members.OPEN).accept(Map.of("count", "many"))));
  }

  @Test
  void accept_nestedStructs_pathLeadsInside() {
    StructType outer =
        new StructType(
            "o",
            StructType.Members.CLOSED,
            List.of(field("inner", new ListType(struct(StructType.Members.CLOSED), ""), false)));
    assertEquals(
        "inner[1].mode `al` is none of all, some",
        problems(
            outer.accept(Map.of("inner", List.of(Map.of("mode", "all"), Map.of("mode", "al"))))));
  }

  @Test
  void accept_patterns_compiledOrEachRefused() {
    PatternsType type = new PatternsType();
    PackagePatterns patterns =
        assertInstanceOf(PackagePatterns.class, type.accept(List.of(" npm:lodash@4.* ")));
    assertTrue(patterns.matches("npm:lodash@4.17.21"));
    InvalidValue invalid =
        assertInstanceOf(InvalidValue.class, type.accept(Arrays.asList("npm:a@*", "lodash@4", 7L)));
    assertEquals(
        List.of("missing_registry", "malformed"),
        invalid.problems().stream().map(Problem::entry).toList());
    assertEquals(List.of("[1]", "[2]"), invalid.problems().stream().map(Problem::path).toList());
  }

  @Test
  void accept_sealed_keepsNoTextAndTellsNone() {
    SealedType type = new SealedType();
    assertSame(SealedValue.INSTANCE, type.accept("sealed:v1:abc"));
    for (String open : List.of("npm_secret", "sealed:", " sealed:x", "SEALED:x")) {
      assertFalse(problems(type.accept(open)).contains("secret"), open);
    }
  }

  @Test
  void accept_anything_asItIsButNull() {
    assertEquals(List.of(1), new AnyType().accept(List.of(1)));
    assertEquals("null is no value", problems(new AnyType().accept(JsonNull.INSTANCE)));
  }

  @Test
  void empty_struct_defaultsOnly() {
    Structure empty = struct(StructType.Members.CLOSED).empty();
    assertEquals(3L, empty.value(1));
    assertFalse(empty.has(1));
    assertEquals(Optional.empty(), Optional.ofNullable(empty.value(0)));
  }
}
