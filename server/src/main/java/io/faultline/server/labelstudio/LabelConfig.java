package io.faultline.server.labelstudio;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a labelling project of Label Studio asks for: where a task names its photo, and which
 * rectangles with which labels are wanted.
 *
 * @param fromName name of the {@code RectangleLabels} tag
 * @param toName name of the {@code Image} tag that it draws on
 * @param photoKey key of the task's data that holds the address of the photo
 * @param labels values of the labels, in their order
 */
public record LabelConfig(String fromName, String toName, String photoKey, List<String> labels) {
  private static final String DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  /** Copies the list. */
  public LabelConfig {
    labels = List.copyOf(labels);
  }

  /**
   * Reads the configuration of a project.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where it is no XML, or asks for no
   *     rectangles on an image
   */
  public static LabelConfig parse(String xml) {
    Element root = root(xml);
    NodeList tags = root.getElementsByTagName("RectangleLabels");
    if (tags.getLength() == 0) {
      throw fault("has no <RectangleLabels>; boxes are all that is predicted");
    }
    Element rectangles = (Element) tags.item(0);
    String toName = rectangles.getAttribute("toName");
    NodeList images = root.getElementsByTagName("Image");
    for (int i = 0; i < images.getLength(); i++) {
      Element image = (Element) images.item(i);
      String value = image.getAttribute("value");
      if (image.getAttribute("name").equals(toName) && value.startsWith("$")) {
        return new LabelConfig(
            rectangles.getAttribute("name"), toName, value.substring(1), labels(rectangles));
      }
    }
    throw fault("has no <Image name=\"" + toName + "\" value=\"$...\">");
  }

  private static List<String> labels(Element rectangles) {
    List<String> labels = new ArrayList<>();
    NodeList tags = rectangles.getElementsByTagName("Label");
    for (int i = 0; i < tags.getLength(); i++) {
      labels.add(((Element) tags.item(i)).getAttribute("value"));
    }
    return labels;
  }

  /** Without document types: they could name files of this machine (XXE). */
  private static Element root(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(DOCTYPE, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    } catch (SAXException e) {
      throw fault("is no XML (" + e.getMessage() + ")");
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("a string can be read and a parser made", e);
    }
  }

  /**
   * The label of each class of a model. Upper and lower case are the same; one class and one label
   * belong together whatever they are called.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where a class has no label
   */
  public Map<Integer, String> labelsOf(List<Category> classes) {
    Map<Integer, String> found = new LinkedHashMap<>();
    for (Category one : classes) {
      String label =
          labels.stream()
              .filter(value -> value.equalsIgnoreCase(one.name()))
              .findFirst()
              .orElseGet(() -> only(classes, one));
      found.put(one.id(), label);
    }
    return found;
  }

  private String only(List<Category> classes, Category one) {
    if (classes.size() == 1 && labels.size() == 1) {
      return labels.get(0);
    }
    throw fault(
        "has the labels "
            + String.join(", ", labels)
            + "; the model finds "
            + one.name()
            + ": add <Label value=\""
            + one.name()
            + "\"/>");
  }

  private static FaultlineException fault(String what) {
    return new FaultlineException(Problem.INPUT, "label config: " + what);
  }
}
