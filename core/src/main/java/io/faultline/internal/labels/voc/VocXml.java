package io.faultline.internal.labels.voc;

import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.LabelText;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLReporter;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One Pascal VOC annotation file as text, field by field, with names in lower case. Document types
 * and external entities are off, so that a file can name no other file and cannot grow while it is
 * read; a file that refers to an entity is refused. The encoding is the declared one where the
 * bytes fit it, else as {@link LabelText} finds it.
 *
 * @param fields texts by path below the root, such as {@code size/width}
 * @param objects the elements named object, wherever they stand
 */
record VocXml(Map<String, String> fields, List<VocObject> objects) {
  private static final int DEEPEST = 32;
  private static final String ROOT = "annotation";
  private static final String OBJECT = "object";
  private static final XMLReporter SILENT = (message, type, information, place) -> {};
  private static final Pattern DECLARATION =
      Pattern.compile("^\\s*<\\?xml\\b[^>]*?(?:encoding\\s*=\\s*[\"']([\\w.:-]+)[\"'])?[^>]*\\?>");

  /** Keeps copies. */
  VocXml {
    fields = Map.copyOf(fields);
    objects = List.copyOf(objects);
  }

  static VocXml read(Path file) throws BadRecord {
    try {
      String text = text(Files.readAllBytes(file));
      XMLStreamReader reader =
          factory()
              .createXMLStreamReader(
                  new StringReader(DECLARATION.matcher(text).replaceFirst("").stripLeading()));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      String place =
          e.getLocation() == null
              ? ""
              : "line "
                  + e.getLocation().getLineNumber()
                  + ", column "
                  + e.getLocation().getColumnNumber()
                  + ": ";
      throw new BadRecord(place + "is not valid XML");
    } catch (IOException e) {
      throw new BadRecord("cannot be read (" + IoReason.of(e) + ")");
    }
  }

  private static String text(byte[] bytes) {
    int start = Math.min(bytes.length, 200);
    Matcher declared =
        DECLARATION.matcher(new String(bytes, 0, start, StandardCharsets.ISO_8859_1));
    return (declared.find() ? Optional.ofNullable(declared.group(1)) : Optional.<String>empty())
        .flatMap(VocXml::charset)
        .flatMap(charset -> decoded(bytes, charset))
        .orElseGet(() -> LabelText.decode(bytes));
  }

  private static Optional<Charset> charset(String name) {
    try {
      // GB2312 is a part of GBK, and what is said to be the one is often the other.
      boolean isChinese = name.toLowerCase(Locale.ROOT).startsWith("gb");
      return Optional.of(Charset.forName(isChinese ? "GB18030" : name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLReporter(SILENT);
    return factory;
  }

  private static VocXml read(XMLStreamReader reader) throws XMLStreamException, BadRecord {
    Content content = new Content();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT ->
            content.begin(reader.getLocalName().toLowerCase(Locale.ROOT));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            content.text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new BadRecord(
                "refers to the entity "
                    + reader.getLocalName()
                    + "; entities are not read, for they may be other files");
        case XMLStreamConstants.END_ELEMENT -> content.end();
        default -> {
          // Comments, processing instructions and document types say nothing about boxes.
        }
      }
    }
    return new VocXml(content.fields, content.objects.stream().map(VocObject::new).toList());
  }

  /** What was read so far. */
  private static final class Content {
    final Map<String, String> fields = new HashMap<>();
    final List<Map<String, List<String>>> objects = new ArrayList<>();
    final StringBuilder text = new StringBuilder();
    private final Deque<String> path = new ArrayDeque<>();

    /** How deep the object stands that is being read; 0 outside of objects. */
    private int objectDepth;

    void begin(String name) throws BadRecord {
      if (path.isEmpty() && !name.equals(ROOT)) {
        throw new BadRecord("root element is " + name + "; it must be annotation");
      }
      path.addLast(name);
      if (path.size() > DEEPEST) {
        throw new BadRecord("is nested deeper than " + DEEPEST + " elements");
      }
      if (objectDepth == 0 && name.equals(OBJECT)) {
        objectDepth = path.size();
        objects.add(new HashMap<>());
      }
      text.setLength(0);
    }

    void end() {
      List<String> names = List.copyOf(path);
      String value = text.toString().strip();
      if (!value.isEmpty() && objectDepth > 0 && names.size() > objectDepth) {
        objects
            .get(objects.size() - 1)
            .computeIfAbsent(
                String.join("/", names.subList(objectDepth, names.size())),
                none -> new ArrayList<>())
            .add(value);
      } else if (!value.isEmpty() && objectDepth == 0 && names.size() > 1) {
        fields.putIfAbsent(String.join("/", names.subList(1, names.size())), value);
      }
      if (names.size() == objectDepth) {
        objectDepth = 0;
      }
      path.removeLast();
      text.setLength(0);
    }
  }
}
