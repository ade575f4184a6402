package io.faultline.dataset;

import io.faultline.provenance.IoReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One Pascal VOC annotation file as text, field by field. Document types and external entities are
 * off, so that a file can name no other file and cannot grow while it is read.
 *
 * @param fields texts by path below the root, such as {@code size/width}
 * @param objects the same for each object of the file, such as {@code bndbox/xmin}; parts of
 *     objects have paths of their own ({@code part/bndbox/xmin})
 */
record VocXml(Map<String, String> fields, List<Map<String, String>> objects) {
  private static final int DEEPEST = 32;

  /** Keeps copies. */
  VocXml {
    fields = Map.copyOf(fields);
    objects = List.copyOf(objects);
  }

  static VocXml read(Path file) throws BadRecord {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      XMLStreamReader reader = factory().createXMLStreamReader(in);
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

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  private static VocXml read(XMLStreamReader reader) throws XMLStreamException, BadRecord {
    Map<String, String> fields = new HashMap<>();
    List<Map<String, String>> objects = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.addLast(reader.getLocalName());
          if (path.size() > DEEPEST) {
            throw new BadRecord("is nested deeper than " + DEEPEST + " elements");
          }
          if (path.size() == 2 && path.getLast().equals("object")) {
            objects.add(new HashMap<>());
          }
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          keep(path, text.toString().strip(), fields, objects);
          path.removeLast();
          text.setLength(0);
        }
        default -> {
          // Comments, processing instructions and entities say nothing about boxes.
        }
      }
    }
    return new VocXml(fields, objects);
  }

  private static void keep(
      Deque<String> path,
      String text,
      Map<String, String> fields,
      List<Map<String, String>> objects) {
    List<String> names = List.copyOf(path);
    if (names.size() < 2 || text.isEmpty()) {
      return;
    }
    if (names.get(1).equals("object")) {
      objects
          .get(objects.size() - 1)
          .putIfAbsent(String.join("/", names.subList(2, names.size())), text);
    } else {
      fields.putIfAbsent(String.join("/", names.subList(1, names.size())), text);
    }
  }
}
