package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a pickle apart: the instructions that {@code torch.save} writes (protocol 2, and 4 where
 * they overlap; CPython, Lib/pickletools.py), and no others. It builds texts, numbers, lists,
 * tuples and maps; every name and every call goes to {@link Objects}, which decides what exists.
 *
 * <p>Not made with a pickle library because those keep what may be built in a registry that any
 * code of the process can extend, and know many more instructions than weights need.
 */
final class PickleMachine {
  /** Three hundred tensors take about 8,000 instructions. */
  private static final int MAX_INSTRUCTIONS = 2_000_000;

  private static final Object MARK = new Object();

  /** What a pickle may name and call. */
  interface Objects {
    /** What a name stands for, or a fault. */
    Object named(String module, String name);

    /** The result of calling something named. */
    Object call(Object callable, List<Object> arguments);

    /** What a persistent id stands for. */
    Object persistent(Object id);
  }

  /** Python's {@code None}. */
  enum None {
    NONE
  }

  /** A tuple; unlike a list nothing can be appended to it. */
  record Tuple(List<Object> items) {}

  private final ByteBuffer in;
  private final String source;
  private final Objects objects;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  /** Reads on from the position of a little-endian buffer. */
  PickleMachine(ByteBuffer in, String source, Objects objects) {
    this.in = in;
    this.source = source;
    this.objects = objects;
  }

  /** The object described; the buffer stands behind its STOP afterwards. */
  Object run() {
    try {
      for (int count = 0; count < MAX_INSTRUCTIONS; count++) {
        int instruction = in.get() & 0xff;
        if (instruction == '.') {
          return pop();
        }
        if (!scalar(instruction)
            && !memory(instruction)
            && !container(instruction)
            && !object(instruction)) {
          throw fault("has pickle instruction " + instruction + ", which weights do not need");
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw fault("ends within its pickle; it was cut short");
    }
    throw fault("pickle has more than " + MAX_INSTRUCTIONS + " instructions");
  }

  private boolean scalar(int instruction) {
    switch (instruction) {
      case 'N' -> push(None.NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'J' -> push((long) in.getInt());
      case 'K' -> push((long) (in.get() & 0xff));
      case 'M' -> push((long) (in.getShort() & 0xffff));
      case 0x8a -> push(integer(in.get() & 0xff));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 'X' -> push(text(in.getInt(), StandardCharsets.UTF_8));
      case 0x8c -> push(text(in.get() & 0xff, StandardCharsets.UTF_8));
      // Python 2 wrote its byte strings so.
      case 'T' -> push(text(in.getInt(), StandardCharsets.ISO_8859_1));
      case 'U' -> push(text(in.get() & 0xff, StandardCharsets.ISO_8859_1));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memory(int instruction) {
    switch (instruction) {
      case 0x80 -> in.get(); // protocol
      case 0x95 -> in.getLong(); // frame
      case 'q' -> memo.put(in.get() & 0xff, top());
      case 'r' -> memo.put(in.getInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> push(remembered(in.get() & 0xff));
      case 'j' -> push(remembered(in.getInt()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int instruction) {
    switch (instruction) {
      case '(' -> push(MARK);
      case ')' -> push(new Tuple(List.of()));
      case 't' -> push(new Tuple(popToMark()));
      case 0x85 -> push(new Tuple(pop(1)));
      case 0x86 -> push(new Tuple(pop(2)));
      case 0x87 -> push(new Tuple(pop(3)));
      case ']' -> push(new ArrayList<>());
      case 'a' -> append(pop(1));
      case 'e' -> append(popToMark());
      case '}' -> push(new LinkedHashMap<>());
      case 's' -> put(pop(2));
      case 'u' -> put(popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean object(int instruction) {
    switch (instruction) {
      case 'c' -> {
        String module = line();
        push(objects.named(module, line()));
      }
      case 0x93 -> {
        List<Object> names = pop(2);
        // Only texts: what else may lie here could be nested without end, and printing it would
        // never come back.
        if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
          throw fault("pickle names something with what is not a text");
        }
        push(objects.named(module, name));
      }
      case 'R' -> {
        List<Object> call = pop(2);
        if (!(call.get(1) instanceof Tuple arguments)) {
          throw fault("pickle calls something without a tuple of arguments");
        }
        push(objects.call(call.get(0), arguments.items()));
      }
      case 'b' -> {
        pop();
        // The state of an OrderedDict is PyTorch's _metadata (module versions); it holds no values.
        if (!(top() instanceof Map)) {
          throw fault("pickle sets the state of something that is not a dict");
        }
      }
      case 'Q' -> push(objects.persistent(pop()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void append(List<Object> items) {
    if (!(top() instanceof ArrayList)) {
      throw fault("pickle appends to something that is not a list");
    }
    @SuppressWarnings("unchecked") // Every ArrayList on the stack was made by this class.
    List<Object> list = (List<Object>) top();
    list.addAll(items);
  }

  private void put(List<Object> pairs) {
    if (!(top() instanceof LinkedHashMap) || pairs.size() % 2 != 0) {
      throw fault("pickle puts something other than pairs into a dict");
    }
    @SuppressWarnings("unchecked") // Every LinkedHashMap here was made with these type arguments.
    Map<Object, Object> map = (Map<Object, Object>) top();
    for (int i = 0; i < pairs.size(); i += 2) {
      Object key = pairs.get(i);
      // Other keys could be nested without end, and hashing them would never come back.
      if (!(key instanceof String) && !(key instanceof Long)) {
        throw fault("pickle has a dict key that is neither a text nor an integer");
      }
      map.put(key, pairs.get(i + 1));
    }
  }

  private Object integer(int length) {
    byte[] littleEndian = bytes(length);
    byte[] bigEndian = new byte[length + 1];
    for (int i = 0; i < length; i++) {
      bigEndian[length - i] = littleEndian[i];
    }
    // The sign fills the byte in front, which also makes a length of 0 mean the number 0.
    bigEndian[0] = (byte) (length > 0 && littleEndian[length - 1] < 0 ? -1 : 0);
    BigInteger value = new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private String text(int length, Charset charset) {
    return new String(bytes(length), charset);
  }

  private byte[] bytes(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private String line() {
    int length = 0;
    while (in.get(in.position() + length) != '\n') {
      length++;
    }
    String line = text(length, StandardCharsets.UTF_8);
    in.get();
    return line;
  }

  private Object remembered(int key) {
    Object value = memo.get(key);
    if (value == null) {
      throw fault("pickle recalls entry " + key + ", which it never stored");
    }
    return value;
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() {
    if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
      throw fault("pickle takes more from its stack than it put there");
    }
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    Object top = top();
    stack.remove(stack.size() - 1);
    return top;
  }

  private List<Object> pop(int count) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(pop());
    }
    Collections.reverse(items);
    return items;
  }

  private List<Object> popToMark() {
    int mark = stack.lastIndexOf(MARK);
    if (mark < 0) {
      throw fault("pickle closes a group that it never opened");
    }
    List<Object> tail = stack.subList(mark + 1, stack.size());
    List<Object> items = new ArrayList<>(tail);
    stack.subList(mark, stack.size()).clear();
    return items;
  }

  private FaultlineException fault(String rule) {
    return WeightsFault.in(source, rule);
  }
}
