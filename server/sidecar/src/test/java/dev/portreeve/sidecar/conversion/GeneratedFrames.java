package dev.portreeve.sidecar.conversion;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.symbols.SymbolTable;
import dev.portreeve.sidecar.testing.MapFrames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes frames of messages with protobuf's generated parsers. */
final class GeneratedFrames {
  private static final List<String> SEMANTICS =
      List.of("execute_all", "execute_all", "deny_on_first_deny", "permit_on_first_permit");
  private static final List<String> DETAILS = List.of("full", "none", "reason", "full");

  private final MapFrames frames;

  GeneratedFrames(SymbolTable symbols, Limits limits) {
    this.frames = new MapFrames(symbols, limits);
  }

  String check(byte[] message) throws RequestRefused {
    return frames.check(json(parse(CheckRequest.parser(), message)));
  }

  List<String> batch(byte[] message) throws RequestRefused {
    CheckBatchRequest request = parse(CheckBatchRequest.parser(), message);
    Map<String, Object> json = json(defaults(request));
    List<Object> items = new ArrayList<>();
    for (CheckRequest item : request.getEvaluationsList()) {
      items.add(json(item));
    }
    json.put("evaluations", items);
    BatchOptions options = request.getOptions();
    json.put(
        "options",
        Map.of(
            "evaluations_semantic", named(SEMANTICS, options.getEvaluationsSemanticValue()),
            "merge_defaults", options.getMergeDefaults(),
            "context", named(DETAILS, options.getContextValue())));
    List<String> found = frames.batch(json);
    if (found.size() > 1) {
      return found;
    }
    return List.of(dev.portreeve.sidecar.check.BatchOptions.USUAL.toString(), found.get(0));
  }

  private static String named(List<String> names, int number) throws MalformedRequest {
    if (number < 0 || number >= names.size()) {
      throw new MalformedRequest("options", "unknown");
    }
    return names.get(number);
  }

  private static CheckRequest defaults(CheckBatchRequest request) {
    CheckRequest.Builder parts = CheckRequest.newBuilder();
    if (request.hasSubject()) {
      parts.setSubject(request.getSubject());
    }
    if (request.hasAction()) {
      parts.setAction(request.getAction());
    }
    if (request.hasResource()) {
      parts.setResource(request.getResource());
    }
    if (request.hasContext()) {
      parts.setContext(request.getContext());
    }
    return parts.build();
  }

  private static <Q extends Message> Q parse(Parser<Q> parser, byte[] message)
      throws MalformedRequest {
    try {
      CodedInputStream in = CodedInputStream.newInstance(message);
      in.setRecursionLimit(1_000);
      return parser.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedRequest("", "no message");
    }
  }

  private static Map<String, Object> json(CheckRequest request) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (request.hasSubject()) {
      json.put(
          "subject",
          Map.of(
              "type", request.getSubject().getType(),
              "id", request.getSubject().getId(),
              "properties", map(request.getSubject().getProperties())));
    }
    if (request.hasAction()) {
      json.put(
          "action",
          Map.of(
              "name", request.getAction().getName(),
              "properties", map(request.getAction().getProperties())));
    }
    if (request.hasResource()) {
      json.put(
          "resource",
          Map.of(
              "type", request.getResource().getType(),
              "id", request.getResource().getId(),
              "properties", map(request.getResource().getProperties())));
    }
    if (request.hasContext()) {
      json.put("context", map(request.getContext()));
    }
    return json;
  }

  private static Object raw(Value value) {
    try {
      return StructValues.raw(value, "");
    } catch (MalformedRequest e) {
      return MapFrames.NO_VALUE;
    }
  }

  private static Map<String, Object> map(Struct struct) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, Value> member : struct.getFieldsMap().entrySet()) {
      map.put(member.getKey(), raw(member.getValue()));
    }
    return map;
  }
}
