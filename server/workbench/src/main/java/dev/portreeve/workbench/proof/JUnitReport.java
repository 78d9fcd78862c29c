package dev.portreeve.workbench.proof;

import dev.portreeve.engine.yaml.Diagnostic;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as the XML that CI systems read: a suite per action, and one for the proof. */
public final class JUnitReport {
  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The XML document. */
  public static String of(String set, ProofReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitReport(writer).write(set, report);
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  private void write(String set, ProofReport report) throws XMLStreamException {
    Map<String, List<CaseResult>> byAction = new LinkedHashMap<>();
    for (CaseResult result : report.results()) {
      String action = result.of().request().action();
      byAction.computeIfAbsent(action, name -> new ArrayList<>()).add(result);
    }
    List<Diagnostic> open = report.open().orElse(List.of());
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", set);
    xml.writeAttribute("tests", "" + (report.results().size() + open.size()));
    xml.writeAttribute("failures", "" + (report.failures().size() + open.size()));
    xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", report.seconds()));
    for (Map.Entry<String, List<CaseResult>> suite : byAction.entrySet()) {
      suite(suite.getKey(), suite.getValue());
    }
    if (!open.isEmpty()) {
      proof(open);
    }
    line(0);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void suite(String action, List<CaseResult> results) throws XMLStreamException {
    long failed = results.stream().filter(result -> !result.passed()).count();
    begin(action, results.size(), failed);
    for (CaseResult result : results) {
      line(4);
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", action);
      xml.writeAttribute("name", text(result.of().name()));
      xml.writeAttribute("file", result.of().file().name());
      xml.writeAttribute("line", "" + result.of().position().line());
      if (!result.passed()) {
        String first = result.differences().get(0).toString();
        StringBuilder all = new StringBuilder(result.of().location()).append('\n');
        result.differences().forEach(one -> all.append(one).append('\n'));
        result.decidedBy().ifPresent(by -> all.append("decided by ").append(by.location()));
        failure(first, all.toString());
      }
      xml.writeEndElement();
    }
    line(2);
    xml.writeEndElement();
  }

  private void proof(List<Diagnostic> open) throws XMLStreamException {
    begin("proof", open.size(), open.size());
    for (Diagnostic gap : open) {
      line(4);
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", "proof");
      xml.writeAttribute("name", text(gap.headline()));
      xml.writeAttribute("file", gap.file().name());
      xml.writeAttribute("line", "" + gap.position().line());
      failure(gap.message(), gap.headline());
      xml.writeEndElement();
    }
    line(2);
    xml.writeEndElement();
  }

  private void begin(String name, long tests, long failures) throws XMLStreamException {
    line(2);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", text(name));
    xml.writeAttribute("tests", "" + tests);
    xml.writeAttribute("failures", "" + failures);
  }

  private void failure(String message, String content) throws XMLStreamException {
    xml.writeStartElement("failure");
    xml.writeAttribute("message", text(message));
    xml.writeCharacters(text(content));
    xml.writeEndElement();
  }

  private void line(int indent) throws XMLStreamException {
    xml.writeCharacters("\n" + " ".repeat(indent));
  }

  /** XML 1.0 has no way to write other control characters. */
  private static String text(String any) {
    return any.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
  }
}
