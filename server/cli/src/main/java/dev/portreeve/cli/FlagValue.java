package dev.portreeve.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A value as it is written on a command line: JSON where it reads as JSON, else text. */
final class FlagValue {
  private FlagValue() {}

  /** The value as Vert.x has JSON. */
  static Object json(String text) {
    try {
      Object value = Json.decodeValue(text);
      return value == null ? text : value;
    } catch (DecodeException e) {
      return text;
    }
  }

  /** The value as plain maps, lists and scalars. */
  static Object plain(String text) {
    Object value = json(text);
    // Read from text, their parts are plain.
    if (value instanceof JsonObject object) {
      return object.getMap();
    }
    if (value instanceof JsonArray array) {
      return array.getList();
    }
    return value;
  }
}
