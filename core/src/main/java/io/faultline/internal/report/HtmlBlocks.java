package io.faultline.internal.report;

import io.faultline.internal.charts.Chart;
import io.faultline.internal.charts.ForestPlot;
import io.faultline.internal.charts.HistogramSvg;
import io.faultline.internal.pictures.Picture;
import io.faultline.internal.report.ReportBlock.Bar;
import io.faultline.internal.report.ReportBlock.Bars;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.CutOutPicture;
import io.faultline.internal.report.ReportBlock.CutOuts;
import io.faultline.internal.report.ReportBlock.Figures;
import io.faultline.internal.report.ReportBlock.Folded;
import io.faultline.internal.report.ReportBlock.Forest;
import io.faultline.internal.report.ReportBlock.Gallery;
import io.faultline.internal.report.ReportBlock.GalleryPhoto;
import io.faultline.internal.report.ReportBlock.Histograms;
import io.faultline.internal.report.ReportBlock.LabelPictures;
import io.faultline.internal.report.ReportBlock.Paragraph;
import io.faultline.internal.report.ReportBlock.Preformatted;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.text.Markup;
import io.faultline.internal.text.Numbers;
import java.util.List;

/** Writes the blocks of a report as HTML. */
final class HtmlBlocks {
  /** Pictures of which one is so many times as wide as high get more room. */
  private static final double WIDE = 1.6;

  private final StringBuilder html;
  private int photos;

  HtmlBlocks(StringBuilder html) {
    this.html = html;
  }

  void add(ReportBlock block) {
    if (block instanceof Paragraph paragraph) {
      element("p", paragraph.text());
    } else if (block instanceof Table table) {
      table(table);
    } else if (block instanceof Bars bars) {
      bars(bars);
    } else if (block instanceof Preformatted preformatted) {
      preformatted(preformatted);
    } else if (block instanceof Figures figures) {
      figures(figures);
    } else if (block instanceof Forest forest) {
      forest(forest.plot());
    } else if (block instanceof Gallery gallery) {
      gallery(gallery);
    } else if (block instanceof CutOuts cutOuts) {
      cutOuts(cutOuts);
    } else if (block instanceof LabelPictures labelled) {
      labelPictures(labelled);
    } else if (block instanceof Histograms histograms) {
      histograms(histograms);
    } else if (block instanceof Folded folded) {
      html.append("<details><summary>").append(Markup.escape(folded.summary()));
      html.append("</summary>\n");
      add(folded.content());
      html.append("</details>\n");
    }
  }

  private void table(Table table) {
    html.append("<div class=\"scroll\" tabindex=\"0\">\n<table>\n");
    if (!table.caption().isEmpty()) {
      element("caption", table.caption());
    }
    html.append("<thead><tr>");
    for (Column column : table.columns()) {
      html.append("<th scope=\"col\"").append(numeric(column)).append('>');
      html.append(Markup.escape(column.name())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append("<td").append(numeric(table.columns().get(i))).append('>');
        html.append(Markup.escape(row.get(i))).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n");
  }

  private static String numeric(Column column) {
    return column.numeric() ? " class=\"n\"" : "";
  }

  private void bars(Bars bars) {
    double most = bars.bars().stream().mapToDouble(Bar::amount).max().orElse(0);
    html.append("<div class=\"bars\">\n");
    if (!bars.caption().isEmpty()) {
      html.append("<p class=\"caption\">").append(Markup.escape(bars.caption())).append("</p>\n");
    }
    for (Bar bar : bars.bars()) {
      double percent = most > 0 ? 100 * bar.amount() / most : 0;
      html.append("<div class=\"bar\"><span>").append(Markup.escape(bar.label()));
      html.append("</span><span class=\"track\"><i style=\"width:");
      html.append(Numbers.fixed(percent, 1)).append("%\"></i></span><span class=\"n\">");
      html.append(Markup.escape(bar.text())).append("</span></div>\n");
    }
    html.append("</div>\n");
  }

  private void preformatted(Preformatted block) {
    html.append("<pre tabindex=\"0\">").append(Markup.escape(block.text())).append("</pre>\n");
  }

  private void figures(Figures figures) {
    html.append("<div class=\"figures\">\n");
    for (Chart chart : figures.charts()) {
      html.append("<figure><figcaption>").append(Markup.escape(chart.title()));
      html.append("</figcaption>").append(chart.svg()).append("</figure>\n");
    }
    html.append("</div>\n");
  }

  private void forest(ForestPlot plot) {
    html.append("<figure class=\"wide\"><figcaption>").append(Markup.escape(plot.title()));
    html.append("</figcaption><div class=\"across\" tabindex=\"0\">").append(plot.svg());
    html.append("</div></figure>\n");
  }

  private void cutOuts(CutOuts cutOuts) {
    element("h3", cutOuts.caption());
    key(cutOuts.truth(), "gallery sheet");
    pictures(cutOuts.pictures());
  }

  private void labelPictures(LabelPictures labelled) {
    html.append("<p class=\"key\"><span class=\"swatch truth\"></span>label");
    html.append(labelled.caption().isEmpty() ? "" : " &#183; ");
    html.append(Markup.escape(labelled.caption())).append("</p>\n");
    boolean wide =
        labelled.pictures().stream()
            .anyMatch(one -> one.picture().widthPx() > WIDE * one.picture().heightPx());
    html.append("<div class=\"gallery ").append(wide ? "pairs" : "sheet").append("\">\n");
    pictures(labelled.pictures());
  }

  private void pictures(List<CutOutPicture> pictures) {
    for (CutOutPicture one : pictures) {
      open(one.name(), one.picture(), ++photos);
      html.append(Markup.escape(one.words()));
      close(photos);
    }
    html.append("</div>\n");
  }

  private void histograms(Histograms histograms) {
    html.append("<div class=\"figures\">\n");
    for (Histograms.Plot plot : histograms.plots()) {
      html.append("<figure><figcaption>").append(Markup.escape(plot.title()));
      html.append("</figcaption>");
      html.append(HistogramSvg.of(plot.title(), plot.measure(), plot.histogram()));
      html.append("</figure>\n");
    }
    html.append("</div>\n");
  }

  private void key(boolean truth, String kind) {
    html.append("<p class=\"key\">");
    if (truth) {
      html.append("<span class=\"swatch truth\"></span>truth (dashed) ");
    }
    html.append("<span class=\"swatch detection\"></span>detection with score</p>\n");
    html.append("<div class=\"").append(kind).append("\">\n");
  }

  private void gallery(Gallery gallery) {
    key(true, "gallery");
    for (GalleryPhoto photo : gallery.photos()) {
      photo(photo, ++photos);
    }
    html.append("</div>\n");
  }

  /** The link to its own figure shows it large, and the cross leads back: no script is needed. */
  private void photo(GalleryPhoto photo, int number) {
    open(photo.name(), photo.picture(), number);
    badge("missed", photo.missed(), "missed");
    badge("alarm", photo.falseAlarms(), photo.falseAlarms() == 1 ? "false alarm" : "false alarms");
    badge("found", photo.found(), "found");
    if (photo.missed() + photo.falseAlarms() + photo.found() == 0) {
      html.append("<b class=\"badge found\">clean, no alarm</b>");
    }
    close(number);
  }

  private void open(String fileName, Picture picture, int number) {
    String name = Markup.escape(fileName);
    html.append("<div class=\"cell\" id=\"c").append(number).append("\"><figure id=\"p");
    html.append(number).append("\"><a class=\"open\" href=\"#p").append(number);
    html.append("\"><img loading=\"lazy\" alt=\"").append(name).append("\" width=\"");
    html.append(picture.widthPx()).append("\" height=\"");
    html.append(picture.heightPx()).append("\" src=\"");
    html.append(Markup.escape(picture.dataUri())).append("\"></a><figcaption><span>");
    html.append(name).append("</span> ");
  }

  private void close(int number) {
    html.append("</figcaption><a class=\"close\" href=\"#c").append(number);
    html.append("\" aria-label=\"Close\">&#215;</a></figure></div>\n");
  }

  private void badge(String kind, long count, String words) {
    if (count > 0) {
      html.append("<b class=\"badge ").append(kind).append("\">");
      html.append(count).append(' ').append(words).append("</b> ");
    }
  }

  private void element(String name, String text) {
    html.append('<').append(name).append('>').append(Markup.escape(text));
    html.append("</").append(name).append(">\n");
  }
}
