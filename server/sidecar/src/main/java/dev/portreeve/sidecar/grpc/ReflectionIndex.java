package dev.portreeve.sidecar.grpc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.portreeve.proto.v1.DecisionProto;
import io.envoyproxy.envoy.service.auth.v3.ExternalAuthProto;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.health.v1.HealthProto;
import io.vertx.grpc.reflection.v1.ErrorResponse;
import io.vertx.grpc.reflection.v1.FileDescriptorResponse;
import io.vertx.grpc.reflection.v1.ListServiceResponse;
import io.vertx.grpc.reflection.v1.ServerReflectionProto;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import io.vertx.grpc.reflection.v1.ServerReflectionResponse;
import io.vertx.grpc.reflection.v1.ServiceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services of this server and the files that describe them, by name. */
final class ReflectionIndex {
  private static final String V1 = "grpc.reflection.v1";
  private static final String V1_ALPHA = "grpc.reflection.v1alpha";

  /** Reflection itself: as it is, and as older clients ask for it. */
  static final List<String> PACKAGES = List.of(V1, V1_ALPHA);

  private final List<String> services = new ArrayList<>();
  private final Map<String, FileDescriptor> files = new HashMap<>();
  private final Map<String, FileDescriptor> symbols = new HashMap<>();

  ReflectionIndex() {
    for (FileDescriptor file :
        List.of(
            DecisionProto.getDescriptor(),
            ExternalAuthProto.getDescriptor(),
            HealthProto.getDescriptor(),
            ServerReflectionProto.getDescriptor(),
            older(ServerReflectionProto.getDescriptor()))) {
      file.getServices().forEach(service -> services.add(service.getFullName()));
      add(file);
    }
  }

  /** The file of {@code v1alpha}, which differs from that of {@code v1} in its package alone. */
  private static FileDescriptor older(FileDescriptor file) {
    FileDescriptorProto.Builder older =
        file.toProto().toBuilder()
            .setName("grpc/reflection/v1alpha/reflection.proto")
            .setPackage(V1_ALPHA);
    for (DescriptorProto.Builder message : older.getMessageTypeBuilderList()) {
      message.getFieldBuilderList().stream()
          .filter(FieldDescriptorProto.Builder::hasTypeName)
          .forEach(field -> field.setTypeName(older(field.getTypeName())));
    }
    for (ServiceDescriptorProto.Builder service : older.getServiceBuilderList()) {
      for (MethodDescriptorProto.Builder method : service.getMethodBuilderList()) {
        method.setInputType(older(method.getInputType()));
        method.setOutputType(older(method.getOutputType()));
      }
    }
    try {
      return FileDescriptor.buildFrom(older.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String older(String type) {
    return type.replace("." + V1 + ".", "." + V1_ALPHA + ".");
  }

  private void add(FileDescriptor file) {
    if (files.putIfAbsent(file.getName(), file) != null) {
      return;
    }
    for (ServiceDescriptor service : file.getServices()) {
      symbols.put(service.getFullName(), file);
      for (MethodDescriptor method : service.getMethods()) {
        symbols.put(method.getFullName(), file);
      }
    }
    addTypes(file.getMessageTypes(), file.getEnumTypes(), file);
    file.getDependencies().forEach(this::add);
  }

  private void addTypes(
      List<Descriptor> messages, List<EnumDescriptor> enumerations, FileDescriptor file) {
    enumerations.forEach(enumeration -> symbols.put(enumeration.getFullName(), file));
    for (Descriptor message : messages) {
      symbols.put(message.getFullName(), file);
      addTypes(message.getNestedTypes(), message.getEnumTypes(), file);
    }
  }

  /** The answer to one message. */
  ServerReflectionResponse answer(ServerReflectionRequest request) {
    ServerReflectionResponse.Builder response =
        ServerReflectionResponse.newBuilder()
            .setValidHost(request.getHost())
            .setOriginalRequest(request);
    return switch (request.getMessageRequestCase()) {
      case LIST_SERVICES -> response.setListServicesResponse(list()).build();
      case FILE_BY_FILENAME -> file(response, files.get(request.getFileByFilename()));
      case FILE_CONTAINING_SYMBOL -> file(response, symbols.get(request.getFileContainingSymbol()));
      case FILE_CONTAINING_EXTENSION, ALL_EXTENSION_NUMBERS_OF_TYPE ->
          error(response, GrpcStatus.NOT_FOUND, "there are no extensions here");
      case MESSAGEREQUEST_NOT_SET ->
          error(response, GrpcStatus.INVALID_ARGUMENT, "the message asks nothing");
    };
  }

  private ListServiceResponse list() {
    ListServiceResponse.Builder list = ListServiceResponse.newBuilder();
    services.forEach(name -> list.addService(ServiceResponse.newBuilder().setName(name)));
    return list.build();
  }

  /** The file, and behind it those that it needs. */
  private static ServerReflectionResponse file(
      ServerReflectionResponse.Builder response, @Nullable FileDescriptor file) {
    if (file == null) {
      return error(response, GrpcStatus.NOT_FOUND, "nothing of that name is known here");
    }
    Set<FileDescriptor> all = new LinkedHashSet<>();
    collect(file, all);
    FileDescriptorResponse.Builder found = FileDescriptorResponse.newBuilder();
    all.forEach(one -> found.addFileDescriptorProto(one.toProto().toByteString()));
    return response.setFileDescriptorResponse(found).build();
  }

  private static void collect(FileDescriptor file, Set<FileDescriptor> all) {
    if (all.add(file)) {
      file.getDependencies().forEach(dependency -> collect(dependency, all));
    }
  }

  private static ServerReflectionResponse error(
      ServerReflectionResponse.Builder response, GrpcStatus status, String problem) {
    return response
        .setErrorResponse(
            ErrorResponse.newBuilder().setErrorCode(status.code).setErrorMessage(problem))
        .build();
  }
}
