package io.faultline.internal.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a weights file stores one number. Everything is read as float32, rounded to nearest: exact
 * for all but {@code F64} and integers beyond 2^24 (the batch counters of batch norm, which no
 * forward pass uses).
 */
public enum ElementType {
  F64("DoubleStorage", Double.BYTES),
  F32("FloatStorage", Float.BYTES),
  F16("HalfStorage", Short.BYTES),
  BF16("BFloat16Storage", Short.BYTES),
  I64("LongStorage", Long.BYTES),
  I32("IntStorage", Integer.BYTES),
  I16("ShortStorage", Short.BYTES),
  I8("CharStorage", Byte.BYTES),
  U8("ByteStorage", Byte.BYTES),
  BOOL("BoolStorage", Byte.BYTES);

  private final String torchStorage;
  private final int bytes;

  ElementType(String torchStorage, int bytes) {
    this.torchStorage = torchStorage;
    this.bytes = bytes;
  }

  /** By the name safetensors gives it, such as {@code F32}. */
  static Optional<ElementType> ofSafetensors(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** By the name of its class in the Python module {@code torch}, such as {@code FloatStorage}. */
  static Optional<ElementType> ofTorchStorage(String name) {
    return Arrays.stream(values()).filter(type -> type.torchStorage.equals(name)).findFirst();
  }

  /** The size of one number. */
  int bytes() {
    return bytes;
  }

  /** The number at an index (counted in numbers) of a little-endian buffer. */
  float at(ByteBuffer buffer, int index) {
    int position = index * bytes;
    return switch (this) {
      case F64 -> (float) buffer.getDouble(position);
      case F32 -> buffer.getFloat(position);
      case F16 -> half(buffer.getShort(position));
      case BF16 -> Float.intBitsToFloat(buffer.getShort(position) << 16);
      case I64 -> buffer.getLong(position);
      case I32 -> buffer.getInt(position);
      case I16 -> buffer.getShort(position);
      case I8 -> buffer.get(position);
      case U8 -> buffer.get(position) & 0xff;
      case BOOL -> buffer.get(position) == 0 ? 0 : 1;
    };
  }

  /** IEEE 754 binary16: 1 sign, 5 exponent, 10 mantissa bits. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int mantissa = bits & 0x3ff;
    if (exponent == 0) {
      return (sign == 0 ? 1 : -1) * (mantissa * 0x1p-24f);
    }
    int wide = exponent == 31 ? 255 : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
  }
}
