package io.ats.datasets.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Comma-separated values with RFC 4180 quotes: a quoted cell may hold commas, quotes, newlines. */
public final class Csv {

  private Csv() {}

  /**
   * A record of a file.
   *
   * @param line the line it starts on, from 1
   * @param cells its cells, quotes removed
   */
  public record Row(int line, List<String> cells) {}

  /** Returns the cells as one line, newline included, quoted where they have to be. */
  public static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
  }

  /** What a spreadsheet would take for a formula; an apostrophe before it makes it text. */
  private static final Pattern FORMULA = Pattern.compile("(?s)'*[=+\\-@\\t\\r].*");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*([eE][+-]?\\d+)?|Infinity)");

  /** Returns a cell, quoted where it has to be. */
  public static String cell(String text) {
    boolean formula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    String cell = formula ? "'" + text : text;
    boolean plain =
        cell.equals(cell.strip())
            && cell.chars().noneMatch(c -> ",\"\n\r".contains(Character.toString(c)));
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /**
   * Returns the rows of a file in UTF-8, with or without a byte order mark.
   *
   * @param most how many bytes it may have
   * @throws IOException if it cannot be read, or is no such text
   */
  public static List<Row> read(Path file, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(InputFile.bytes(file, most));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return parse(file.toString(), text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new IOException("text that is not UTF-8; save it as that");
    }
  }

  /**
   * Returns the rows of a text.
   *
   * @param name of the text in error messages
   * @throws IOException if a quote is open at the end, or closes before the end of its cell
   */
  public static List<Row> parse(String name, String text) throws IOException {
    List<Row> rows = new ArrayList<>();
    parse(name, text, rows::add);
    return rows;
  }

  /** Takes the rows of a text. */
  @FunctionalInterface
  public interface Rows {
    /** Takes one. */
    void add(Row row) throws IOException;
  }

  /** Parses in the same way a text that may have many rows, and hands on one after another. */
  public static void parse(String name, String text, Rows rows) throws IOException {
    new Parser(name, text).parse(rows);
  }

  private static final class Parser {
    private final String name;
    private final String text;
    private int at;
    private int line = 1;

    Parser(String name, String text) {
      this.name = name;
      this.text = text;
    }

    void parse(Rows rows) throws IOException {
      while (at < text.length()) {
        int start = line;
        List<String> cells = new ArrayList<>();
        do {
          cells.add(unguarded(cell()));
        } while (skip(","));
        if (at < text.length() && !skip("\r\n") && !skip("\n")) {
          throw new IOException(name + ":" + line + ": expected a comma after the closing quote");
        }
        line++;
        rows.add(new Row(start, List.copyOf(cells)));
      }
    }

    private static String unguarded(String cell) {
      return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    private String cell() throws IOException {
      return skip("\"") ? quotedCell() : plainCell();
    }

    private String plainCell() {
      int start = at;
      while (at < text.length() && !isEnd(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private boolean isEnd(char c) {
      return c == ',' || c == '\n' || c == '\r' && text.startsWith("\r\n", at);
    }

    private String quotedCell() throws IOException {
      int start = line;
      StringBuilder cell = new StringBuilder();
      while (at < text.length()) {
        if (skip("\"\"")) {
          cell.append('"');
        } else if (skip("\"")) {
          return cell.toString();
        } else {
          char c = text.charAt(at++);
          line += c == '\n' ? 1 : 0;
          cell.append(c);
        }
      }
      throw new IOException(name + ":" + start + ": the quote that opens here never closes");
    }

    private boolean skip(String token) {
      boolean here = text.startsWith(token, at);
      at += here ? token.length() : 0;
      return here;
    }
  }
}
