package dev.portreeve.bench.load.requests;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;

/** The fields of a message whose type is not known here. */
record ProtoFields(UnknownFieldSet set) {

  static ProtoFields of(byte[] message) {
    try {
      return new ProtoFields(UnknownFieldSet.parseFrom(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("not a message", e);
    }
  }

  /** The first value of a field of bytes. */
  byte[] bytes(int number) {
    ByteString value = set.getField(number).getLengthDelimitedList().get(0);
    return value.toByteArray();
  }

  /** The first value of a field of numbers. */
  long number(int number) {
    return set.getField(number).getVarintList().get(0);
  }
}
